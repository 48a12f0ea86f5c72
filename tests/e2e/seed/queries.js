// The client of the executive contract, as it was first written down; only React's hooks are replaced by the
// observers that they wrap.
export const qk = {
  agent: (id) => ["agent", id],
  agents: ["agents", "list"],
  conflicts: ["conflicts", "predictions"],
};
