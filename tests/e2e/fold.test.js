// The oracle of the other tests is itself held to the recorded cases that the hub's reducer is held to.
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { toAction } from "./fold/mapper.js";
import { anyText, initialState, reduce } from "./fold/reducer.js";
import { repository } from "./lib/cadre.js";

function cases(kind) {
  const folder = join(repository, "tests/Cadre.Conformance");
  const files = readdirSync(folder, { recursive: true }).filter((file) => file.endsWith(".jsonl") && file.includes(kind));
  const lines = files.flatMap((file) => readFileSync(join(folder, file), "utf8").trim().split("\n"));
  assert.ok(lines.length > 0, `no recorded cases of ${kind} in ${folder}`);
  return lines.map((line) => JSON.parse(line));
}

// Absent and null are the same but for the progress; the texts of cascades are not fixed.
const plain = (value) =>
  value == null ? null : JSON.parse(JSON.stringify(value, (key, member) => ((member === null && key !== "projectProgress") || Number.isNaN(member) ? undefined : member)));

function withoutFreeTexts(actual, expected) {
  const activity = actual.activity.map((item, i) => (expected.activity[i]?.message === anyText && item.message ? { ...item, message: anyText } : item));
  return plain({ ...actual, activity });
}

test("every recorded reducer case", () => {
  for (const { id, initial, actions, expectedStates } of cases("reducer")) {
    let state = initial ?? initialState;
    actions.forEach((action, i) => {
      state = reduce(state, action);
      assert.deepEqual(withoutFreeTexts(state, expectedStates[i]), plain(expectedStates[i]), `${id}, action ${i}`);
    });
  }
});

test("every recorded message case", () => {
  for (const { id, message, projectId, expectedAction } of cases("messages")) {
    assert.deepEqual(plain(toAction(message, projectId)), plain(expectedAction), id);
  }
});
