// The agenda: an item may be dragged to its place. The buttons "Move up" and "Move down" do the same without this file.

const list = document.querySelector("[data-arrange]");
const KEPT = "wapentake-arranged"; // which button was pressed last, so that it has the focus again

function placeOf(item) {
  return [...list.querySelectorAll("[data-item]")].indexOf(item);
}

function sendPlace(item, place) {
  const form = item.querySelector("form[data-move]");
  const to = document.createElement("input");
  to.type = "hidden";
  to.name = "to";
  to.value = place;
  form.append(to);
  form.submit();
}

function addHandle(item) {
  const handle = document.createElement("span");
  handle.className = "app-agenda__handle";
  handle.textContent = "⠿";
  handle.title = "Drag to another place";
  handle.setAttribute("aria-hidden", "true"); // the buttons are what the keyboard and screen readers have
  item.prepend(handle);
  handle.addEventListener("pointerdown", () => { item.draggable = true; });
  handle.addEventListener("pointerup", () => { item.draggable = false; });
}

function followDrag() {
  let dragged = null;
  let was = 0;
  list.addEventListener("dragstart", (event) => {
    dragged = event.target.closest("[data-item]");
    if (!dragged) return;
    was = placeOf(dragged);
    event.dataTransfer.effectAllowed = "move";
    event.dataTransfer.setData("text/plain", dragged.id);
    dragged.classList.add("is-dragged");
  });
  list.addEventListener("dragover", (event) => {
    const over = event.target.closest("[data-item]");
    if (!dragged || !over) return;
    event.preventDefault();
    if (over === dragged) return;
    const box = over.getBoundingClientRect();
    const after = event.clientY > box.top + box.height / 2;
    list.insertBefore(dragged, after ? over.nextElementSibling : over);
  });
  list.addEventListener("drop", (event) => {
    if (!dragged) return;
    event.preventDefault();
    const item = dragged;
    dragged = null;
    if (placeOf(item) !== was) sendPlace(item, placeOf(item));
  });
  list.addEventListener("dragend", (event) => {
    const item = event.target.closest("[data-item]");
    item?.classList.remove("is-dragged");
    if (item) item.draggable = false;
    if (dragged) { // let go outside the list: it goes back to where it stood
      const others = [...list.querySelectorAll("[data-item]")].filter((one) => one !== dragged);
      list.insertBefore(dragged, others[was] ?? null);
      dragged = null;
    }
  });
}

function keepFocus() {
  list.addEventListener("submit", (event) => {
    if (event.target.matches("[data-move]")) sessionStorage.setItem(KEPT, event.submitter?.value ?? "");
  });
  const pressed = sessionStorage.getItem(KEPT);
  sessionStorage.removeItem(KEPT);
  const item = pressed && location.hash.startsWith("#item-") && document.getElementById(location.hash.slice(1));
  if (!item) return;
  const button = item.querySelector(`button[value="${pressed}"]`) ?? item.querySelector("[data-move] button");
  // Going to #item-… takes the focus away once more, so this comes after it.
  const give = () => requestAnimationFrame(() => button?.focus());
  if (document.readyState === "complete") give();
  else window.addEventListener("load", give);
}

if (list) {
  list.querySelectorAll("[data-item]").forEach(addHandle);
  followDrag();
  keepFocus();
}
