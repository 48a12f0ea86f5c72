// The reducer of the fleet contract, written from the contract's text and the rules decided for its gaps; an oracle
// that shares no code with the hub.
export const initialState = Object.freeze({
  agents: [], tasks: [], activity: [], projectProgress: null, wsConnected: false, lastSyncTimestamp: 0,
});

const feedLength = 50;

export function reduce(state, { type, payload }) {
  return handlers[type]?.(state, payload) ?? state;
}

const handlers = {
  AGENTS_LOADED: (state, agents) => ({ ...state, agents: uniqueById(agents) }),

  AGENT_CREATED: (state, agent) => {
    if (!(agent.timestamp > 0)) return state;
    const existing = state.agents.find((a) => a.id === agent.id);
    if (!existing) return { ...state, agents: [...state.agents, agent] };
    return existing.timestamp > agent.timestamp ? state : { ...state, agents: replace(state.agents, agent) };
  },

  AGENT_UPDATED: (state, { agentId, updates, timestamp }) => {
    const existing = state.agents.find((a) => a.id === agentId);
    if (!existing || existing.timestamp > timestamp || !(timestamp > 0)) return state;
    return { ...state, agents: replace(state.agents, defined({ ...existing, ...updates, id: agentId, timestamp })) };
  },

  AGENT_RETIRED: (state, { agentId, timestamp }) => {
    const agent = state.agents.find((a) => a.id === agentId);
    if (!agent) return state;
    const task = agent.current_task && state.tasks.find((t) => t.id === agent.current_task.id);
    const freed = task && task.status !== "completed"
      ? replace(state.tasks, without({ ...task, status: "pending", timestamp }, "agent_id"))
      : state.tasks;
    return {
      ...state,
      agents: state.agents.filter((a) => a.id !== agentId),
      tasks: freed,
      activity: happened(state.activity, timestamp, "agent_retired", agentId),
    };
  },

  TASK_ASSIGNED: (state, { taskId, agentId, taskTitle, timestamp }) => {
    const current_task = { id: taskId, title: taskTitle || `Task #${taskId}` };
    return {
      ...state,
      tasks: change(state.tasks, taskId, { status: "in_progress", agent_id: agentId, timestamp }),
      agents: change(state.agents, agentId, { status: "working", current_task, timestamp }),
    };
  },

  TASK_STATUS_CHANGED: (state, { taskId, status, progress, timestamp }) => {
    const task = state.tasks.find((t) => t.id === taskId);
    if (!task) return state;
    const changed = { ...state, tasks: replace(state.tasks, defined({ ...task, status, progress, timestamp })) };
    return status === "completed" && task.status !== "completed" ? completed(changed, task, timestamp) : changed;
  },

  TASK_BLOCKED: (state, { taskId, blockedBy, timestamp }) => {
    if (!blockedBy?.length) return state;
    return { ...state, tasks: change(state.tasks, taskId, { status: "blocked", blocked_by: blockedBy, timestamp }) };
  },

  TASK_UNBLOCKED: (state, { taskId, timestamp }) => {
    const unblocked = change(state.tasks, taskId, { status: "pending", blocked_by: undefined, timestamp });
    return { ...state, tasks: unblocked.map((task) => (task.id === taskId ? defined(task) : task)) };
  },

  ACTIVITY_ADDED: (state, item) => ({ ...state, activity: [item, ...state.activity].slice(0, feedLength) }),

  PROGRESS_UPDATED: (state, projectProgress) => ({ ...state, projectProgress }),

  WS_CONNECTED: (state, wsConnected) => ({ ...state, wsConnected }),

  FULL_RESYNC: (state, { agents, tasks, activity, timestamp }) => ({
    ...state, agents, tasks, activity: activity.slice(0, feedLength), wsConnected: true, lastSyncTimestamp: timestamp,
  }),
};

// What completing a task brings with it: its agent is free, and whoever waited for it last is unblocked.
function completed(state, task, timestamp) {
  const agent = state.agents.find((a) => a.id === task.agent_id);
  const frees = agent && (agent.current_task?.id ?? task.id) === task.id && !(agent.timestamp > timestamp);
  return {
    ...state,
    agents: frees ? replace(state.agents, without({ ...agent, status: "idle", timestamp }, "current_task")) : state.agents,
    tasks: state.tasks.map((other) => {
      if (other.id === task.id || !other.blocked_by?.includes(task.id)) return other;
      const left = other.blocked_by.filter((id) => id !== task.id);
      return left.length > 0
        ? { ...other, blocked_by: left, timestamp }
        : without({ ...other, status: "pending", timestamp }, "blocked_by");
    }),
    activity: happened(state.activity, timestamp, "task_completed", task.agent_id ?? "system"),
  };
}

function happened(activity, timestamp, type, agent) {
  const item = { timestamp: new Date(timestamp).toISOString(), type, agent, message: anyText };
  return [item, ...activity].slice(0, feedLength);
}

/** Stands for the texts that no contract fixes. */
export const anyText = "<any non-empty text>";

const replace = (entities, entity) => entities.map((other) => (other.id === entity.id ? entity : other));
const change = (entities, id, changes) => entities.map((entity) => (entity.id === id ? { ...entity, ...changes } : entity));
const defined = (entity) => Object.fromEntries(Object.entries(entity).filter(([, value]) => value !== undefined && value !== null));
const uniqueById = (entities) => [...new Map(entities.map((entity) => [entity.id, entity])).values()];

function without(entity, member) {
  const { [member]: _, ...rest } = entity;
  return rest;
}
