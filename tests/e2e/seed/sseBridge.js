import { qk } from "./queries.js";

export function attachSSE({ queryClient, EventSource }) {
  const ev = new EventSource("/api/agents/events/stream");
  ev.addEventListener("agent:update", (e) => {
    const st = JSON.parse(e.data);
    queryClient.setQueryData(qk.agent(st.id), st);
    queryClient.invalidateQueries({ queryKey: qk.agents });
    queryClient.invalidateQueries({ queryKey: qk.conflicts });
  });
  return ev;
}
