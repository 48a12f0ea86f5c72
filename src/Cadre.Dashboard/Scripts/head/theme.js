// Before anything is painted: the theme that was chosen in this browser.
try {
  const theme = localStorage.getItem("cadre-theme");
  if (theme === "light" || theme === "dark") document.documentElement.dataset.theme = theme;
} catch {
  // Storage may be closed to us; then the system decides.
}
