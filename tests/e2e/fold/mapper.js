// Messages of the fleet contract to actions of its reducer, written from the contract's text and the rules decided
// for its gaps; an oracle that shares no code with the hub.
const activity = new Set(["activity_update", "test_result", "commit_created", "correction_attempt"]);

/** The action of a message of the project, or null when it has none. A timestamp that cannot be read is NaN in it. */
export function toAction(message, projectId) {
  if (projectId !== undefined && message.project_id !== projectId) return null;
  if (activity.has(message.type)) return activityAction(message);
  if (message.type === "progress_update") {
    const { completed_tasks, total_tasks, percentage } = message;
    return { type: "PROGRESS_UPDATED", payload: { completed_tasks, total_tasks, percentage } };
  }
  return Object.hasOwn(actions, message.type ?? "") ? actions[message.type](message, toMilliseconds(message.timestamp)) : null;
}

const actions = {
  agent_created: (m, timestamp) => ({
    type: "AGENT_CREATED",
    payload: {
      id: m.agent_id, type: m.agent_type, status: "idle", provider: m.provider || "anthropic", maturity: "directive",
      context_tokens: 0, tasks_completed: 0, timestamp,
    },
  }),
  agent_status_changed: (m, timestamp) => ({
    type: "AGENT_UPDATED",
    payload: { agentId: m.agent_id, updates: statusUpdates(m), timestamp },
  }),
  agent_retired: (m, timestamp) => ({ type: "AGENT_RETIRED", payload: { agentId: m.agent_id, timestamp } }),
  task_assigned: (m, timestamp) => ({
    type: "TASK_ASSIGNED",
    payload: { taskId: m.task_id, agentId: m.agent_id, ...(m.task_title && { taskTitle: m.task_title }), timestamp },
  }),
  task_status_changed: (m, timestamp) => ({
    type: "TASK_STATUS_CHANGED",
    payload: { taskId: m.task_id, status: m.status, ...(m.progress !== undefined && { progress: m.progress }), timestamp },
  }),
  task_blocked: (m, timestamp) => ({ type: "TASK_BLOCKED", payload: { taskId: m.task_id, blockedBy: m.blocked_by, timestamp } }),
  task_unblocked: (m, timestamp) => ({ type: "TASK_UNBLOCKED", payload: { taskId: m.task_id, timestamp } }),
};

// A status without a task clears it when the agent is idle and leaves it otherwise.
function statusUpdates({ status, current_task, progress }) {
  const updates = { status };
  if (current_task !== undefined || status === "idle") updates.current_task = current_task ?? undefined;
  if (progress !== undefined || status === "idle") updates.progress = progress ?? undefined;
  return updates;
}

function activityAction(message) {
  if (message.timestamp === undefined || message.timestamp === null) return null;
  return {
    type: "ACTIVITY_ADDED",
    payload: {
      timestamp: String(message.timestamp),
      type: message.type === "activity_update" ? message.activity_type || message.type : message.type,
      agent: message.agent || "system",
      message: message.message || (message.type === "activity_update" ? undefined : `${message.type} event`),
    },
  };
}

function toMilliseconds(timestamp) {
  return typeof timestamp === "number" ? timestamp : new Date(timestamp).getTime();
}
