// The page on which minutes are written: it reads as one types, saves by itself, and loses nothing while the server is
// away. Without this file the page is one form with a button.

const form = document.querySelector("form[data-typing]");
const { key, readAt, saveAt, refuseAt, signIn } = form.dataset;
const PAUSE = 1000; // milliseconds without a key after which words are saved
const LONGEST = 3000; // and at the latest after so many
const AWAY = [1000, 2000, 4000, 8000, 15000]; // until the server is tried again
const PATIENCE = 20000;

const boxes = new Map();
for (const element of document.querySelectorAll("textarea[data-item]")) {
  const id = Number(element.dataset.item);
  boxes.set(id, { id, element, base: element.defaultValue, version: Number(element.dataset.version) });
}

const isDirty = (box) => box.element.value !== box.base;
const listDirty = () => [...boxes.values()].filter(isDirty);

// 1. What the page says

const saved = document.querySelector("#saved");
const trouble = document.querySelector("#trouble");
const region = document.querySelector("#announce");

function announce(words) {
  if (region && region.textContent !== words) region.textContent = words;
}

function showTrouble(words, link) {
  if (trouble.dataset.words === words) return;
  trouble.dataset.words = words;
  trouble.replaceChildren();
  if (!words) return;
  const paragraph = document.createElement("p");
  paragraph.className = "app-typing-state__trouble";
  paragraph.append(words);
  if (link) {
    const anchor = document.createElement("a");
    Object.assign(anchor, { href: link, target: "_blank", rel: "opener", className: "govuk-link" });
    anchor.textContent = "Sign in in a new tab";
    paragraph.append(" ", anchor);
  }
  trouble.append(paragraph);
}

function showWriters(all) {
  const place = document.querySelector("#writers");
  const words = all.join("\n");
  if (place.dataset.words === words) return;
  place.dataset.words = words;
  place.replaceChildren(
    ...all.map((one) => {
      const paragraph = document.createElement("p");
      paragraph.className = "app-typing-state__writer";
      paragraph.textContent = one;
      return paragraph;
    }),
  );
}

function tell(box, words) {
  document.querySelector(`#told-${box.id}`).textContent = words;
}

// 2. Asking the server. An answer is {state, told}: "ok", "away", "signed out" or "refused".

function readCookie(name) {
  const found = document.cookie.split("; ").find((one) => one.startsWith(`${name}=`));
  return found ? decodeURIComponent(found.slice(name.length + 1)) : "";
}

async function send(address, body, headers = {}) {
  const token = readCookie("csrftoken") || form.elements.csrfmiddlewaretoken.value;
  try {
    const answer = await fetch(address, {
      method: "POST",
      redirect: "manual", // who is signed out is sent to sign in, which is no answer to a script
      headers: { Accept: "application/json", "X-CSRFToken": token, ...headers },
      signal: AbortSignal.timeout(PATIENCE),
      body,
    });
    if (answer.type === "opaqueredirect" || answer.status === 403) return { state: "signed out" };
    if (answer.status >= 500) return { state: "away" };
    const told = await answer.json();
    return { state: answer.ok ? "ok" : "refused", told };
  } catch {
    return { state: "away" };
  }
}

const sendJson = (address, told) => send(address, JSON.stringify(told), { "Content-Type": "application/json" });

// 3. Words are kept in this browser until the server has them.

const nameOf = (box) => `wapentake:minutes:${key}/${box.id}`;
let storageFails = false;

function keep(box) {
  try {
    if (isDirty(box)) {
      const told = { text: box.element.value, base: box.base, tried: box.tried, at: new Date().toISOString() };
      localStorage.setItem(nameOf(box), JSON.stringify(told));
    } else localStorage.removeItem(nameOf(box));
    storageFails = false;
  } catch {
    storageFails = true;
  }
}

function findKept(box) {
  try {
    const told = JSON.parse(localStorage.getItem(nameOf(box)) ?? "null");
    return typeof told?.text === "string" && typeof told.base === "string" ? told : null;
  } catch {
    return null;
  }
}

window.addEventListener("beforeunload", (event) => {
  if (storageFails && listDirty().length) event.preventDefault();
});

// 4. Reading: only the item that changed, one request at a time, the newest words next.

const toRead = new Set();
let isReading = false;

async function readNext() {
  const id = [...toRead].pop();
  if (isReading || isAway || id === undefined) return;
  toRead.delete(id);
  isReading = true;
  const box = boxes.get(id);
  const text = (box.asked = box.element.value);
  const { state, told } = await sendJson(readAt, { item: id, text });
  isReading = false;
  if (state === "ok") showRead(box, told.html, text.length);
  else if (state === "refused") tell(box, told.refused);
  else {
    toRead.add(id);
    box.asked = undefined;
    goAway(state);
  }
  readNext();
}

function showRead(box, html, length) {
  const place = document.querySelector(`#read-${box.id}`);
  if (box.html !== html) {
    const hadFocus = place.contains(document.activeElement);
    box.html = html;
    const fresh = document.createElement("template");
    fresh.innerHTML = html;
    renew(place, fresh.content);
    if (hadFocus && !place.contains(document.activeElement)) place.focus({ preventScroll: true });
  }
  place.dataset.read = length; // how many characters these proposals come from
}

// Replaces only what is otherwise than before, so that a long list costs no more than what changed in it.
function renew(place, fresh) {
  const was = [...place.children];
  [...fresh.children].forEach((one, at) => {
    const old = was[at];
    if (!old) place.append(one);
    else if (old.tagName === "UL" && one.tagName === "UL" && old.className === one.className) renew(old, one);
    else if (!old.isEqualNode(one)) old.replaceWith(one);
  });
  for (const old of was.slice(fresh.childElementCount)) old.remove();
}

function askToRead(box) {
  toRead.delete(box.id);
  toRead.add(box.id); // the newest stands last
  readNext();
}

// 5. Saving: after a pause, and at the latest after three seconds.

let pause = 0;
let latest = 0;
let isSaving = false;
let isAway = false;
let tries = 0;
let retry = 0;

function planSaving() {
  clearTimeout(pause);
  if (isAway) return; // the next try takes all
  pause = setTimeout(save, PAUSE);
  latest ||= setTimeout(() => {
    latest = 0;
    save();
  }, LONGEST);
}

async function save({ asks = false } = {}) {
  const dirty = listDirty();
  if (isSaving || (!dirty.length && !asks)) return;
  clearTimeout(pause);
  clearTimeout(latest);
  clearTimeout(retry);
  latest = 0;
  isSaving = true;
  const sent = new Map(dirty.map((box) => [box.id, box.element.value]));
  const { state, told } = await sendJson(saveAt, {
    boxes: dirty.map((box) => ({ item: box.id, text: sent.get(box.id), base: box.base, tried: box.tried })),
    versions: Object.fromEntries([...boxes.values()].map((box) => [box.id, box.version])),
    at: Number(document.activeElement?.dataset?.item) || null,
  });
  isSaving = false;
  if (state === "away") for (const box of dirty) box.tried = sent.get(box.id); // it may have been saved after all
  if (state === "ok") takeAnswer(told, sent);
  else if (state === "refused") showTrouble(`${told.refused} Your words are kept in this browser.`);
  else goAway(state);
}

function takeAnswer(told, sent) {
  const wasAway = isAway;
  isAway = false;
  tries = 0;
  for (const one of told.boxes) takeSaved(one, sent.get(one.item));
  for (const one of told.changed) takeChanged(one);
  for (const [id, words] of Object.entries(told.gone)) tell(boxes.get(Number(id)), words);
  showTrouble("");
  showWriters(told.writers);
  if (sent.size) {
    saved.textContent = wasAway
      ? `The server answers again. Your words were saved at ${told.at}.`
      : `All words are saved. Last saved at ${told.at}.`;
  } else if (wasAway) saved.textContent = "The server answers again.";
  if (wasAway) announce(saved.textContent);
  readNext();
  const left = listDirty().some((box) => !(box.id in told.gone));
  if (left) planSaving();
}

function takeSaved(one, sent) {
  const box = boxes.get(one.item);
  box.version = one.version;
  box.tried = undefined;
  if (box.element.value === sent) {
    setBase(box, one.text);
    putText(box, one.text);
  } else setBase(box, sent); // somebody types on: the next saving puts the rest together
  if (one.told) {
    tell(box, one.told);
    announce(one.told);
  } else tell(box, "");
  keep(box);
}

function takeChanged(one) {
  const box = boxes.get(one.item);
  if (!box || isDirty(box)) return; // put together when it is saved
  box.version = one.version;
  setBase(box, one.text);
  putText(box, one.text);
  tell(box, one.told);
  announce(one.told);
}

function setBase(box, text) {
  box.base = text;
  form.elements[`base-${box.id}`].value = text; // for the button, which sends the form itself
}

// Puts a text in a box without moving the cursor from the words at which it stands.
function putText(box, text) {
  const element = box.element;
  const old = element.value;
  if (old === text) return;
  const least = Math.min(old.length, text.length);
  let start = 0;
  while (start < least && old[start] === text[start]) start += 1;
  let end = 0;
  while (end < least - start && old[old.length - 1 - end] === text[text.length - 1 - end]) end += 1;
  element.setRangeText(text.slice(start, text.length - end), start, old.length - end, "preserve");
  askToRead(box);
}

function goAway(state) {
  isAway = true;
  if (state === "signed out") {
    showTrouble("You are signed out. Your words are kept in this browser and will be sent when you are back.", signIn);
  } else {
    showTrouble(
      "The server cannot be reached. Your words are kept in this browser and will be sent when it answers. " +
        "You can go on writing.",
    );
  }
  saved.textContent = "Not all words are saved.";
  clearTimeout(retry);
  retry = setTimeout(() => save({ asks: true }), AWAY[Math.min(tries, AWAY.length - 1)]);
  tries += 1;
}

// 6. What a person does

for (const box of boxes.values()) {
  box.element.addEventListener("input", () => {
    if (box.asked !== box.element.value) askToRead(box);
    keep(box);
    if (isDirty(box)) planSaving();
  });
}

let hasAsked = true; // the page is fresh
window.addEventListener("blur", () => (hasAsked = false));
window.addEventListener("focus", () => {
  if (!hasAsked) save({ asks: true });
  hasAsked = true;
});
window.addEventListener("online", () => isAway && save({ asks: true }));

document.addEventListener("click", async (event) => {
  const button = event.target.closest("button[data-refuse]");
  if (!button) return;
  event.preventDefault();
  const box = boxes.get(Number(button.value.split(":")[0]));
  const text = box.element.value;
  const { state, told } = await sendJson(refuseAt, { item: box.id, text, likeness: button.dataset.refuse });
  if (state === "ok") {
    showRead(box, told.html, text.length);
    document.querySelector("#refusals").innerHTML = told.refusals;
    announce("It is left out. You can have it offered again at the end of this page.");
  } else if (state === "refused") tell(box, told.refused);
  else goAway(state);
});

form.addEventListener("submit", () => {
  for (const box of boxes.values()) keep(box); // until the next page shows that the server has them
});

// 7. The roll: what is chosen is saved a moment later, only the people concerned, so that two may mark it at once. Then
// the items are read again, with whom the roll names now.

const roll = document.querySelector("#roll-form");
const wrong = document.querySelector("#roll-wrong");
const marked = new Set();
let isMarking = false;
let marking = 0;

roll?.addEventListener("change", (event) => {
  const row = event.target.closest(".app-roll__row");
  if (!row) return;
  const status = row.querySelector("select[name$=-status]");
  if (status.value === "deputy" && !row.querySelector("input[name$=-deputy_for]").value) {
    row.querySelector("details").open = true;
    marked.delete(row); // it is saved when it says for whom
    return;
  }
  marked.add(row);
  clearTimeout(marking);
  marking = setTimeout(saveRoll, 300); // the arrow keys pass what is not meant
});

async function saveRoll() {
  if (isMarking || !marked.size) return;
  const rows = [...marked];
  marked.clear();
  const told = new FormData();
  for (const control of rows.flatMap((row) => [...row.querySelectorAll("select, input")])) {
    if (control.type !== "checkbox" || control.checked) told.append(control.name, control.value);
  }
  isMarking = true;
  const { state, told: answer } = await send(roll.action, told);
  isMarking = false;
  if (state === "ok") {
    const quorum = document.querySelector("#quorum");
    if (quorum.textContent !== answer.quorum) quorum.textContent = answer.quorum;
    quorum.classList.toggle("app-quorum--short", !answer.met);
    wrong.textContent = answer.wrong.join(" ");
    for (const box of boxes.values()) if (box.element.value.trim()) askToRead(box);
  } else wrong.textContent = answer?.refused ?? "The roll could not be saved. Choose again when the server answers.";
  saveRoll();
}

// 8. Words that were not saved when the browser was closed

const put = [];
for (const box of boxes.values()) {
  const kept = findKept(box);
  if (kept && kept.text !== box.element.value && kept.text !== kept.base) {
    box.base = kept.base;
    box.tried = kept.tried;
    box.element.value = kept.text;
    put.push(kept.at);
    askToRead(box);
  } else keep(box);
}
if (put.length) {
  const at = new Date(put.sort()[0]);
  const day = at.toLocaleDateString("en-GB", { day: "numeric", month: "long", year: "numeric" });
  const hour = at.toLocaleTimeString("en-GB", { hour: "numeric", minute: "2-digit" });
  const words = `Words that were not saved on ${day} at ${hour} were put back.`;
  const paragraph = document.createElement("p");
  paragraph.className = "app-typing-state__writer";
  paragraph.textContent = words;
  saved.after(paragraph);
  announce(words);
  save();
}
