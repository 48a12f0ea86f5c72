const junk = [
  null, true, false, 0, -1, 1.5, 1e21, -1e308, 9007199254740993, "", " ", "x", "NaN", "null", "idle ", "ünïcödé-🦊", "\u0000", "\u202e",
  "a".repeat(201), "a".repeat(10_001), "a".repeat(70_000), "2026-13-45T99:99:99Z", "not-a-cursor", "e:-1", "1e400",
  [], [[]], {}, { id: {} }, [null], ["a", 1], Array(2000).fill("x"), { $ref: "#" }, { ["__proto__"]: 1 },
];

const rubbish = (random) => structuredClone(random.pick(junk));

const texts = [
  "", " ", "{", "}", "[", "null", "true", "0", '"text"', "{}", "[]", "{]", "{'a':1}", '{"a":1,}', "NaN", '{"riskScore":NaN}', '{"riskScore":1e400}', '{"riskScore":-Infinity}',
  '{"status":"idle","status":"running"}', '{"title":"\\ud800"}', "\ufeff{}", "[".repeat(40) + "]".repeat(40), "[".repeat(100_000),
  '{"a":'.repeat(64) + "1" + "}".repeat(64), '{"meta":' + '{"a":'.repeat(40) + "1" + "}".repeat(41), "// comment\n{}", "a=1&b=2",
];

const segments = ["nobody", "%00", "..", "%2e%2e%2f", "a".repeat(300), "%F0%9F%A6%8A", "%ff%fe", "0", "-1", "9".repeat(30), "null", "events", "default ", "a%2Fb", "a%20b"];

const queries = {
  after: ["", "x", "e", "e:", ":1", "e:-1", "e:01", "E:1", "e:1.5", "e:9223372036854775808", "a".repeat(33) + ":1", "e:1:2", "0:99999", "%00:1"],
  limit: ["", "0", "-1", "1.5", "abc", "99999999999999999999", "10001", "1e3"],
  offset: ["-1", "x", "99999999999"],
  wait: ["-1", "61", "x", "0.5"],
  at: ["", "x", "e:-1", "-5", "99999999999999999999", "2026-13-01", "yesterday"],
  status: ["nope", "", "IDLE", "idle,running"],
  dialect: ["nope", "", "FLEET"],
  atomic: ["maybe", "", "1"],
  unknown: ["1"],
};

const headers = [
  ["If-Match", ["*", '"x"', '"-1"', "1", '"999999"', 'W/"1"', ""]],
  ["Idempotency-Key", ["", "k".repeat(256), "sp ace", "\u00e9", "ok-key"]],
  ["Content-Type", ["text/plain", "application/xml", "application/json; charset=utf-16", "application/x-ndjson", "multipart/form-data", "nonsense"]],
  ["Content-Encoding", ["gzip", "br"]],
  ["Accept", ["text/html", "image/png", "application/xml;q=0.1"]],
  ["Origin", ["https://evil.example", "null"]],
  ["Host", ["evil.example", "evil.example:80"]],
  ["Authorization", ["Bearer nonsense", "Basic eDp5", "Bearer cdr_" + "a".repeat(40)]],
  ["Last-Event-ID", ["x", "e:-1", "zz:5"]],
];

const methods = ["GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS", "TRACE"];

/** One to three random changes of `valid`: a request with its method, path, query, headers and JSON body. */
export function mutate(random, valid) {
  const request = structuredClone(valid);
  for (let i = random.between(1, 4); i > 0; i--) random.pick(changes)(random, request);
  return request;
}

const changes = [
  member, member, member, member,
  (random, request) => (request.body = rubbish(random)),
  (random, request) => (request.text = random.pick(texts)),
  (random, request) => (request.bytes = scramble(random, Buffer.from(JSON.stringify(request.body ?? {})))),
  (random, request) => (request.text = `{"title":"${"x".repeat(2 << 20)}"}`),
  (random, request) => {
    const parts = request.path.split("/");
    parts[random.between(1, parts.length)] = random.pick(segments);
    request.path = parts.join("/");
  },
  (random, request) => (request.path += random.pick(["/", "/extra", "//", "/%00", ";x=1"])),
  (random, request) => {
    const name = random.pick(Object.keys(queries));
    request.query = [request.query, `${name}=${random.pick(queries[name])}`].filter(Boolean).join("&");
  },
  (random, request) => {
    const [name, values] = random.pick(headers);
    request.headers = { ...request.headers, [name]: random.pick(values) };
  },
  (random, request) => (request.method = random.pick(methods)),
];

/** Replaces, removes, renames or adds one member somewhere in the body. */
function member(random, request) {
  let at = request.body;
  if (at === null || typeof at !== "object") return;
  for (;;) {
    const keys = Object.keys(at);
    const key = keys.length ? random.pick(keys) : "x";
    if (at[key] !== null && typeof at[key] === "object" && random.next() < 0.6) {
      at = at[key];
      continue;
    }
    return random.pick([
      () => (at[key] = rubbish(random)),
      () => delete at[key],
      () => {
        at[`${key}x`] = at[key];
        delete at[key];
      },
      () => (at[random.pick(["extra", "Status", "risk_score", "id", "__proto__", "version"])] = rubbish(random)),
    ])();
  }
}

function scramble(random, bytes) {
  for (let i = random.between(1, 6); i > 0 && bytes.length > 0; i--) {
    const at = random.between(0, bytes.length);
    bytes = random.pick([
      () => bytes.subarray(0, at),
      () => Buffer.concat([bytes.subarray(0, at), Buffer.from([random.between(0, 256)]), bytes.subarray(at)]),
      () => Buffer.concat([bytes.subarray(0, at), bytes.subarray(at + 1)]),
      () => Buffer.concat([bytes, bytes.subarray(at)]),
    ])();
  }
  return bytes;
}
