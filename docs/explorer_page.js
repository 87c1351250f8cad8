"use strict";
// The page: its fields, what it asks, and how it shows the answer. Amounts are never computed here; numbers are made of
// them only for the widths of bars. Who answers is Python in a worker, or else the table that came with the page.

const DATA = JSON.parse(document.getElementById("data").textContent);
const ROOT = document.documentElement;
const AMOUNTS = ["needed", "transport", "full", "surplus", "public", "rehabilitation", "transport_benefits", "other"];
const NOT_IN_TABLE = ["transport", "transport_benefits"];
const SOURCES = ["project", "benefits", "public", "other", "unmet"];
let language = "en";
let library = async () => DATA.first.answers[language]; // asks: fields in, a promise of an answer out
let waiting = null;
let busy = false;
let saying = 0;

const all = (selector) => [...document.querySelectorAll(selector)];
const by = (id) => document.getElementById(id);
const word = (key) => DATA.words[language][key];
const filled = (key, values) => word(key).replace(/\{(\w+)\}/g, (_, name) => values[name]);

function made(name, properties = {}, ...children) {
  const { dataset, ...others } = properties;
  const element = Object.assign(document.createElement(name), others);
  Object.assign(element.dataset, dataset);
  element.append(...children);
  return element;
}

// --- fields ---

function drawAmounts() {
  for (const place of all(".amount")) {
    const name = place.dataset.field;
    const box = made("input", { type: "text", id: name, name, inputMode: "decimal" });
    const pair = made("div", { className: place.dataset.slider ? "pair" : "pair alone" });
    if (place.dataset.slider) {
      const [max, step] = place.dataset.slider.split("/");
      pair.append(made("input", { type: "range", id: name + "-slider", min: 0, max, step, dataset: { label: name + "_slider" } }));
    }
    pair.append(box);
    place.append(made("label", { htmlFor: name, dataset: { t: name } }), pair, made("p", { className: "error", id: name + "-error" }));
    box.setAttribute("aria-describedby", name + "-error amounts-hint");
  }
}

/** Text fields become choices among the amounts of the table. */
function drawChoices() {
  for (const [name, values] of Object.entries(DATA.axes)) {
    const old = by(name);
    const choice = made("select", { id: name, name });
    values.forEach(({ value }) => choice.append(made("option", { value })));
    choice.value = values.some(({ value }) => value === old.value) ? old.value : DATA.first.asked[name] ?? "";
    old.parentElement.className = "pair alone";
    by(name + "-slider")?.remove();
    old.replaceWith(choice);
  }
  NOT_IN_TABLE.forEach((name) => by(name).closest(".field").remove());
  if (!/^(\d|1[0-7])$/.test(by("age").value)) by("age").value = DATA.first.asked.age;
  by("age").readOnly = true;
  by("amounts-hint").remove();
  nameChoices();
}

function nameChoices() {
  for (const [name, values] of Object.entries(DATA.axes)) {
    values.forEach(({ value, ...shown }, place) => {
      const option = by(name).options?.[place];
      if (option) option.textContent = value === "" ? word("none") : shown[language];
    });
  }
}

function setFirst() {
  const first = DATA.first.asked;
  ["age", ...AMOUNTS].forEach((name) => (by(name).value = first[name] ?? ""));
  by("special_care").checked = first.special_care === "yes";
  document.querySelector(`[name=variant][value="${first.variant}"]`).checked = true;
  slide();
}

function asked() {
  const fields = {
    lang: language,
    age: by("age").value,
    special_care: by("special_care").checked ? "yes" : "no",
    variant: document.querySelector("[name=variant]:checked").value,
  };
  AMOUNTS.forEach((name) => (fields[name] = by(name)?.value ?? ""));
  return fields;
}

/** Sliders follow what stands in their fields. */
function slide() {
  for (const slider of all("input[type=range]")) {
    const text = by(slider.id.replace("-slider", "")).value;
    slider.value = Number.parseFloat(text.replace(",", ".")) || 0;
    slider.setAttribute("aria-valuetext", text);
  }
}

/** A slider moved: its field follows. */
function slid(slider) {
  const field = by(slider.id.replace("-slider", ""));
  const cents = language === "lv" ? ",00" : ".00";
  field.value = slider.id === "age-slider" ? slider.value : slider.value + cents;
  slider.setAttribute("aria-valuetext", field.value);
}

// --- languages ---

function speak(chosen) {
  const [from, to] = chosen === "lv" ? [".", ","] : [",", "."];
  AMOUNTS.forEach((name) => {
    const field = by(name);
    if (chosen !== language && field?.type === "text" && /^\s*\d+[.,]\d{1,2}\s*$/.test(field.value)) {
      field.value = field.value.replace(from, to);
    }
  });
  language = chosen;
  ROOT.lang = chosen;
  document.title = word("title");
  all("[data-t]").forEach((element) => (element.textContent = word(element.dataset.t)));
  all("[data-label]").forEach((element) => element.setAttribute("aria-label", word(element.dataset.label)));
  all("[data-language]").forEach((button) => button.setAttribute("aria-pressed", button.dataset.language === chosen));
  const mode = ROOT.dataset.mode;
  by("mode").textContent = word(mode === "grid" && ROOT.dataset.failed ? "failed" : mode);
  by("holds").textContent = word(DATA.parts.length ? "holds_python" : "holds_table");
  nameChoices();
  slide();
}

// --- answers ---

function show(answer) {
  const errors = answer.errors ?? {};
  for (const name of ["age", "variant", ...AMOUNTS]) {
    const place = by(name + "-error");
    if (!place) continue;
    const parts = name in errors ? [word("refused"), made("span", { lang: "en", textContent: errors[name] })] : [];
    place.replaceChildren(...parts);
    if (name in errors) by(name)?.setAttribute("aria-invalid", "true");
    else by(name)?.removeAttribute("aria-invalid");
  }
  by("results").classList.toggle("refused", "errors" in answer);
  ("errors" in answer ? blank : draw)(answer);
  say("errors" in answer ? word("correct") : filled("said", answer.shown));
}

function blank() {
  all("[data-figure]").forEach((element) => (element.textContent = "–"));
  all(".bar, #reasons, #readings, #requests").forEach((element) => element.replaceChildren());
  all("[data-note]").forEach((element) => (element.textContent = ""));
}

function draw({ figures, shown, reasons, readings, requests }) {
  all("[data-figure]").forEach((element) => (element.textContent = shown[element.dataset.figure]));
  all("[data-note]").forEach((element) => (element.textContent = filled(element.dataset.note, shown)));
  if (Number(figures.unmet) > 0) {
    document.querySelector("[data-note=total_note]").textContent += "; " + filled("unmet_note", shown);
  }
  bars(Object.fromEntries(Object.entries(figures).map(([name, amount]) => [name, Number(amount)])));
  const stages = [...new Set(reasons.map(({ step }) => step))];
  by("reasons").replaceChildren(
    ...stages.flatMap((stage) => [
      made("h4", { textContent: word("stage_" + stage) }),
      made("ul", {}, ...reasons.filter(({ step }) => step === stage).map(reasonItem)),
    ]),
  );
  by("readings").textContent = Object.entries(readings).map(([id, reading]) => `${id} ${reading}`).join(", ") + ".";
  by("requests").textContent = requests.join("\n");
}

function reasonItem({ rule, source, text }) {
  return made("li", { dataset: { rule } }, text, made("cite", { textContent: `${word("rule")} ${rule} · ${source}` }));
}

function bars(sizes) {
  const whole = Math.max(sizes.full, sizes.provisional, sizes.needed, 0.01);
  const kept = Math.min(sizes.provisional, sizes.final);
  const fill = (selector, parts, most) =>
    document.querySelector(selector).replaceChildren(
      ...parts.map(([name, size]) => {
        const part = made("i", { className: name });
        part.style.width = (100 * size) / most + "%";
        return part;
      }),
    );
  fill("[data-stage=provisional] .bar", [["project", sizes.provisional]], whole);
  fill("[data-stage=needed] .bar", [["needed", sizes.needed]], whole);
  fill("[data-stage=final] .bar", [["project", kept], ["added", sizes.final - kept]], whole);
  const sources = SOURCES.filter((name) => sizes[name] > 0).map((name) => [name, sizes[name]]);
  fill("[data-stage=total] .bar", sources, whole);
  fill(".foot .bar", sources, Math.max(sizes.needed, 0.01));
}

/** Says the answer to those who do not see it, once the fields are at rest. */
function say(text) {
  clearTimeout(saying);
  saying = setTimeout(() => (by("said").textContent = text), 700);
}

/** Asks with what stands in the fields; of what changes meanwhile, only the last is asked. */
async function ask() {
  waiting = asked();
  if (busy) return;
  busy = true;
  ROOT.dataset.asking = "yes";
  while (waiting) {
    const fields = waiting;
    waiting = null;
    const answer = await library(fields);
    if (waiting) continue;
    if (answer) show(answer);
    by("results").classList.toggle("pending", !answer);
  }
  busy = false;
  ROOT.dataset.asking = "no";
}

// --- who answers ---

async function unpacked(text) {
  const binary = atob(text);
  const bytes = new Uint8Array(binary.length);
  for (let place = 0; place < binary.length; place++) bytes[place] = binary.charCodeAt(place);
  return new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"))).arrayBuffer();
}

/** Starts Python from what the page holds; gives the function that asks it. Runs in a worker, or in the page. */
async function startPython(packed) {
  const held = {};
  await Promise.all(Object.entries(packed).map(async ([name, text]) => (held[name] = await unpacked(text))));
  const kinds = { mjs: "text/javascript", wasm: "application/wasm" };
  const blob = (name) => new Blob([held[name]], { type: kinds[name.split(".").pop()] ?? "" });
  const module = (name) => import(URL.createObjectURL(blob(name)));
  globalThis.fetch = async (address) => new Response(blob(String(address).split("/").pop()));
  const { loadPyodide } = await module("pyodide.mjs");
  const python = await loadPyodide({
    indexURL: "embedded:///",
    packageBaseUrl: "embedded:///",
    createPyodideModule: (await module("pyodide.asm.mjs")).default,
    lockFileContents: JSON.parse(new TextDecoder().decode(held["pyodide-lock.json"])),
  });
  python.FS.writeFile("/ibmodel.zip", new Uint8Array(held["ibmodel.zip"]));
  python.runPython("import sys; sys.path.insert(0, '/ibmodel.zip'); import explorer_glue");
  return python.runPython("explorer_glue.explore_text");
}

function inWorker(packed) {
  // A worker of a page that was opened as a file cannot be a module; Pyodide takes one without importScripts for one.
  const source = `${unpacked}\n${startPython}\nself.importScripts = undefined;\n` +
    "let asking; onmessage = async ({ data }) => { try { if (!asking) { asking = await startPython(data); postMessage(''); }" +
    " else postMessage(asking(data)); } catch (error) { postMessage({ failed: String(error) }); } };";
  const worker = new Worker(URL.createObjectURL(new Blob([source], { type: "text/javascript" })));
  const told = (message) =>
    new Promise((resolve, reject) => {
      worker.onerror = (event) => reject(new Error(event.message));
      worker.onmessage = ({ data }) => (data.failed ? reject(new Error(data.failed)) : resolve(data));
      worker.postMessage(message);
    });
  return told(packed).then(() => async (fields) => JSON.parse(await told(JSON.stringify(fields))));
}

async function inPage(packed) {
  const asking = await startPython(packed);
  return async (fields) => JSON.parse(asking(JSON.stringify(fields)));
}

/** Answers from the table; null is the answer to what is not in it. */
async function inTable() {
  const steps = JSON.parse(new TextDecoder().decode(await unpacked(by("table").textContent)));
  const found = (step, ...key) => steps[step][key.join("|")];
  return async ({ lang, age, special_care, variant, ...typed }) => {
    const amounts = Object.fromEntries(Object.entries(typed).map(([name, text]) => [name, lang === "lv" ? text.replace(",", ".") : text]));
    const { full, needed, surplus, public: paid, rehabilitation, other } = amounts;
    const child = found("1", lang, age, special_care, full);
    const project = child && found("3", lang, child.figures.provisional, needed, surplus);
    const total = project && found("4", lang, project.figures.final, needed, variant, paid, rehabilitation, other);
    if (!total || NOT_IN_TABLE.some((name) => amounts[name])) return null;
    const parts = [child, project, total];
    return {
      ...Object.fromEntries(["figures", "shown", "readings"].map((name) => [name, Object.assign({}, ...parts.map((part) => part[name]))])),
      ...Object.fromEntries(["reasons", "requests"].map((name) => [name, parts.flatMap((part) => part[name])])),
    };
  };
}

async function started() {
  if (!DATA.parts.length) return null;
  ROOT.dataset.failed = "yes";
  if (!globalThis.WebAssembly) return null;
  const packed = Object.fromEntries(DATA.parts.map((name) => [name, by("part-" + name).textContent]));
  for (const way of [inWorker, inPage]) {
    try {
      const python = await way(packed);
      delete ROOT.dataset.failed;
      return python;
    } catch (error) {
      console.warn(error);
    }
  }
  return null;
}

/** The table answers what it can until Python has started, and all that it lets choose if Python does not. */
async function start() {
  const table = await inTable();
  library = table;
  ask();
  const python = await started();
  library = python ?? table;
  ROOT.dataset.mode = python ? "python" : "grid";
  if (!python) drawChoices();
  speak(language);
  ask();
}

drawAmounts();
setFirst();
speak("en");
show(DATA.first.answers.en);
by("asked").addEventListener("submit", (event) => event.preventDefault());
by("asked").addEventListener("input", ({ target }) => {
  if (target.type === "range") slid(target);
  else slide();
  ask();
});
all("[data-language]").forEach((button) =>
  button.addEventListener("click", () => {
    speak(button.dataset.language);
    ask();
  }),
);
start().catch((error) => {
  console.warn(error);
  ROOT.dataset.mode = "old";
  speak(language);
});
