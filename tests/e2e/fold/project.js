import { initialState, reduce } from "./reducer.js";
import { toAction } from "./mapper.js";

/** What a client of the fleet contract loads before it listens. */
export async function load(hub, projectId = 1) {
  const [agents, tasks, activity, progress] = await Promise.all(
    ["agents", "tasks?limit=1000", "activity?limit=50", "progress"].map((part) => hub.json(`/api/projects/${projectId}/${part}`)));
  return {
    cursor: agents.cursor,
    state: { ...initialState, agents: agents.agents, tasks: tasks.tasks, activity: activity.activity, projectProgress: progress },
  };
}

/** The state after `messages`, by a reducer and a mapper that share nothing with the hub. */
export function fold(state, messages) {
  const actions = messages.map((message) => toAction(message));
  return actions.filter((action) => action && !Number.isNaN(action.payload.timestamp)).reduce(reduce, state);
}

/** The part of a state that both sides know, in a form that can be compared: no contract fixes the texts of cascades. */
export function comparable({ agents, tasks, activity, projectProgress }) {
  const cascaded = new Set(["agent_retired", "task_completed"]);
  return {
    agents,
    tasks,
    activity: activity.map((item) => (cascaded.has(item.type) ? { ...item, message: typeof item.message } : item)),
    projectProgress,
  };
}
