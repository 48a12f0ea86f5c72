import { MutationObserver, QueryObserver } from "@tanstack/query-core";
import { qk } from "./queries.js";

export function useAgent({ queryClient, fetch }, id) {
  const query = new QueryObserver(queryClient, {
    queryKey: qk.agent(id),
    queryFn: async () => fetch(`/api/agents/${id}`, { cache: "no-store" }).then((r) => r.json()),
  });

  const update = new MutationObserver(queryClient, {
    mutationFn: async (partial) => {
      const r = await fetch(`/api/agents/${id}`, {
        method: "POST",
        headers: { "Content-Type": "application/json" },
        body: JSON.stringify(partial),
      });
      if (!r.ok) throw new Error("update failed");
      return r.json();
    },
    onMutate: async (partial) => {
      await queryClient.cancelQueries({ queryKey: qk.agent(id) });
      const prev = queryClient.getQueryData(qk.agent(id));
      queryClient.setQueryData(qk.agent(id), (cur) => ({ ...cur, ...partial, updatedAt: Date.now() }));
      return { prev };
    },
    onError: (_e, _v, ctx) => {
      if (ctx?.prev) queryClient.setQueryData(qk.agent(id), ctx.prev);
    },
    onSuccess: () => {
      queryClient.invalidateQueries({ queryKey: qk.agent(id) });
      queryClient.invalidateQueries({ queryKey: qk.agents });
      queryClient.invalidateQueries({ queryKey: qk.conflicts });
    },
  });

  return { query, update };
}

export const autoResolve = { status: "resolved", riskScore: 0, blockedTasks: [], delayedOutputs: [] };
