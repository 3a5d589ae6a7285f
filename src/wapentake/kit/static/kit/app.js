// What a page gains where scripts run. Every page works without this file.
import { initAll } from "./govuk-frontend.min.js";

document.body.classList.add("js-enabled", "govuk-frontend-supported");
initAll();

// 1. A panel of filters is open where it stands beside its list, and folded where it stands above it.

for (const panel of document.querySelectorAll("details.app-filter")) {
  panel.open = window.matchMedia("(min-width: 75em)").matches || panel.hasAttribute("data-keep-open");
}

// 2. Files may be dropped on the control that takes them, which stays an ordinary one.

for (const zone of document.querySelectorAll("[data-drop]")) {
  const input = zone.querySelector("input[type=file]");
  let depth = 0; // the parts inside the zone tell of entering and leaving too
  const mark = (change) => zone.classList.toggle("is-over", (depth = Math.max(0, depth + change)) > 0);
  for (const words of zone.querySelectorAll("[data-with-script]")) words.hidden = false;
  zone.addEventListener("dragenter", () => mark(1));
  zone.addEventListener("dragleave", () => mark(-1));
  zone.addEventListener("dragover", (event) => event.preventDefault());
  zone.addEventListener("drop", (event) => {
    event.preventDefault();
    mark(-depth);
    const files = event.dataTransfer?.files;
    if (!files?.length || input.disabled || (files.length > 1 && !input.multiple)) return;
    input.files = files;
    input.dispatchEvent(new Event("change", { bubbles: true }));
    input.focus();
  });
}

// 3. A mark and its card show together: both carry data-passage with one or more ids.

function listPassages(element) {
  return (element?.closest("[data-passage]")?.dataset.passage ?? "").split(" ").filter(Boolean);
}

function pickPassages(ids) {
  for (const element of document.querySelectorAll("[data-passage]")) {
    element.classList.toggle("is-picked", ids.length > 0 && listPassages(element).some((id) => ids.includes(id)));
  }
}

if (document.querySelector("[data-passage]")) {
  const pickTarget = () => pickPassages(location.hash.match(/^#(?:mark|card)-(.+)$/)?.slice(1) ?? []);
  const pickPointed = (event) => {
    const ids = listPassages(event.target);
    if (ids.length) pickPassages(ids.slice(0, 1)); // of a mark within a mark the narrowest, which comes first
  };
  document.addEventListener("pointerover", pickPointed);
  document.addEventListener("focusin", pickPointed);
  window.addEventListener("hashchange", pickTarget);
  pickTarget();
}

// 4. Words that are selected in [data-selectable] go into form#selection as places in the canonical text.
// Places count Unicode code points, as Python does; a script's own strings count UTF-16 units.

function countPoints(text) {
  return [...text].length;
}

function cutRange(range, span) {
  const part = document.createRange();
  part.selectNodeContents(span);
  if (range.compareBoundaryPoints(Range.START_TO_START, part) > 0) part.setStart(range.startContainer, range.startOffset);
  if (range.compareBoundaryPoints(Range.END_TO_END, part) < 0) part.setEnd(range.endContainer, range.endOffset);
  return part;
}

function placeOf(span, part) {
  const before = document.createRange();
  before.selectNodeContents(span);
  before.setEnd(part.startContainer, part.startOffset);
  const start = Number(span.dataset.start) + countPoints(before.toString());
  return [start, start + countPoints(part.toString())];
}

function readSelection(area) {
  const selection = document.getSelection();
  if (!selection?.rangeCount || selection.isCollapsed) return null;
  const range = selection.getRangeAt(0);
  if (!range.intersectsNode(area)) return null;
  const parts = [...area.querySelectorAll("[data-start]")]
    .filter((span) => range.intersectsNode(span))
    .map((span) => [span, cutRange(range, span)])
    .filter(([, part]) => part.toString().trim() !== "");
  if (!parts.length) return null;
  const [start] = placeOf(...parts[0]);
  const [, end] = placeOf(...parts[parts.length - 1]);
  const first = parts[0][1].toString();
  const last = parts[parts.length - 1][1].toString();
  const lead = countPoints(first) - countPoints(first.trimStart());
  const trail = countPoints(last) - countPoints(last.trimEnd());
  const words = parts.map(([, part]) => part.toString()).join(" ").replace(/\s+/g, " ").trim();
  return { start: start + lead, end: end - trail, words };
}

function followSelection(area, form) {
  const output = form.querySelector("output");
  for (const element of form.querySelectorAll("[data-without-script]")) {
    element.hidden = true;
    for (const control of element.querySelectorAll("input, textarea")) control.disabled = true;
  }
  for (const element of form.querySelectorAll("[data-with-script]")) element.hidden = false;
  form.classList.add("is-live");
  form.tabIndex = -1;
  if (!form.elements.start.value) form.hidden = true;
  document.addEventListener("selectionchange", () => {
    const found = readSelection(area);
    if (!found) return; // a click into the form clears the selection: what was chosen stays
    form.elements.start.value = found.start;
    form.elements.end.value = found.end;
    output.value = found.words;
    form.hidden = false;
  });
  form.addEventListener("reset", () => {
    form.elements.start.value = form.elements.end.value = "";
    output.value = "";
    form.hidden = true;
    area.focus();
  });
  // Escape leaves the form; Alt+N goes to it, since selecting by keyboard leaves the focus in the text.
  document.addEventListener("keydown", (event) => {
    if (event.altKey && event.code === "KeyN" && !form.hidden) {
      event.preventDefault();
      form.focus();
    }
    if (event.key === "Escape" && form.contains(document.activeElement)) form.reset();
  });
}

const selectable = document.querySelector("[data-selectable]");
const selectionForm = document.querySelector("form#selection");
if (selectable && selectionForm) followSelection(selectable, selectionForm);

// 5. What a part of the page that renews itself has to say, said once to those who listen to the page.

document.body.addEventListener("htmx:afterSettle", () => {
  const words = document.querySelector("[data-announce]")?.dataset.announce ?? "";
  const region = document.querySelector("#announce");
  if (region && region.textContent !== words) region.textContent = words;
});

// 6. A part that is replaced while the focus is in it gives the focus to what comes in its place, so that it is read
// out and the tabulator goes on from there. Where no answer comes, or a wrong one, the part says so.

let replaced = "";

document.body.addEventListener("htmx:beforeSwap", ({ detail }) => {
  replaced = detail.target.contains(document.activeElement) ? detail.target.id : "";
});

document.body.addEventListener("htmx:afterSwap", () => {
  const part = replaced && document.getElementById(replaced);
  replaced = "";
  if (!part || part.contains(document.activeElement)) return;
  part.tabIndex = -1;
  part.focus({ preventScroll: true });
});

function sayTrouble({ detail }) {
  if (detail.requestConfig.verb === "get") return; // a part that renews itself asks again
  const words = detail.target.querySelector(".app-trouble") ?? document.createElement("p");
  words.className = "govuk-error-message app-trouble";
  words.setAttribute("role", "alert");
  words.textContent = "Nothing was changed: the register did not answer. Load this page again, then try once more.";
  detail.target.append(words);
}

document.body.addEventListener("htmx:responseError", sayTrouble);
document.body.addEventListener("htmx:sendError", sayTrouble);
