// What htmx does not do: drafts that keep themselves, buttons that press once and ask first.
"use strict";

const KEEP_AFTER = 1500;

function keepDraft(form) {
  const fields = new FormData(form);
  for (const [name, value] of [...fields]) if (value instanceof File) fields.delete(name);
  fields.delete("once"); // the form's own press uses it up
  fields.set("_address", form.getAttribute("action"));
  fields.set("_title", form.dataset.title || "");
  const sent = { method: "POST", body: new URLSearchParams(fields), headers: { "HX-Request": "true" } };
  return fetch(form.dataset.draft, { ...sent, keepalive: sent.body.toString().length < 60000 })
    .then((answer) => (answer.ok ? answer.text() : Promise.reject(answer)))
    .then((said) => sayKept(form, said), () => sayKept(form, "草稿暂时没有保存，请检查网络"));
}

function sayKept(form, said) {
  const place = form.querySelector("[data-kept]");
  if (place) place.textContent = said.trim();
}

document.addEventListener("input", (event) => {
  const form = event.target.closest("form[data-draft]");
  if (!form) return;
  clearTimeout(form.keeping);
  form.keeping = setTimeout(() => { form.keeping = null; keepDraft(form); }, KEEP_AFTER);
});

// Leaving within that moment loses nothing either.
window.addEventListener("pagehide", () => {
  for (const form of document.querySelectorAll("form[data-draft]")) if (form.keeping) keepDraft(form);
});

document.addEventListener("submit", (event) => {
  const form = event.target;
  clearTimeout(form.keeping);
  form.keeping = null;
  if (form.dataset.sure && !confirm(form.dataset.sure)) return event.preventDefault();
  if (form.method !== "post" || form.hasAttribute("hx-post")) return;
  if (form.dataset.sent) return event.preventDefault();
  form.dataset.sent = "yes";
  setTimeout(() => delete form.dataset.sent, 4000);
});

document.addEventListener("change", (event) => {
  if (event.target.matches("form[data-instant] select, form[data-instant] input")) event.target.form.requestSubmit();
});

// A meeting's name that nobody touched follows its day, as the server lets it.
document.addEventListener("change", (event) => {
  const day = event.target, title = day.name === "held_on" && day.form?.elements.title;
  if (!title || !day.value || !day.defaultValue || (title.dataset.follows || title.defaultValue) !== title.value) return;
  const words = (value) => { const [year, month] = value.split("-"); return [`${year}年${Number(month)}月`, year]; };
  const before = words(title.dataset.day || day.defaultValue), now = words(day.value);
  const place = before.findIndex((word) => title.value.startsWith(word));
  if (place < 0) return;
  title.value = now[place] + title.value.slice(before[place].length);
  Object.assign(title.dataset, { follows: title.value, day: day.value });
});

// A vote is worked out by the server while its figures are typed; only the outcome's line changes.
document.addEventListener("change", (event) => {
  const form = event.target.closest("[data-judge]")?.closest("form");
  if (!form) return;
  const fields = new FormData(form);
  fields.delete("once");
  fields.set("check", "1");
  fetch(form.getAttribute("action"), { method: "POST", body: fields, headers: { "HX-Request": "true" } })
    .then((answer) => (answer.ok ? answer.text() : ""))
    .then((html) => {
      for (const outcome of new DOMParser().parseFromString(html, "text/html").querySelectorAll("[data-outcome]"))
        document.getElementById(outcome.id)?.replaceWith(outcome);
    });
});

// On a phone the year opens at this month and the menu at this page; both stay where they were put.
function showCurrent() {
  for (const here of document.querySelectorAll(".year-scroll [aria-current], .matrix-scroll [aria-current], .rail [aria-current]")) {
    const box = here.closest(".year-scroll, .matrix-scroll, .rail div");
    if (box.dataset.shown || box.scrollWidth <= box.clientWidth) continue;
    box.dataset.shown = "yes";
    const place = here.getBoundingClientRect(), around = box.getBoundingClientRect();
    box.scrollLeft += place.left + place.width / 2 - around.left - around.width / 2;
  }
}
showCurrent();
document.addEventListener("htmx:after:swap", showCurrent);

// A refused form comes back with its faults marked: show the first of them.
document.addEventListener("htmx:after:swap", () => {
  document.querySelector("main .notice.danger, main .is-invalid")?.scrollIntoView({ block: "center" });
});

// The number of people present follows the choices on the list.
document.addEventListener("change", (event) => {
  const list = event.target.closest(".people")?.closest("section");
  const said = list?.querySelector("[data-present]");
  if (!said) return;
  const codes = [...list.querySelectorAll(".person select")].map((select) => select.value);
  const came = codes.filter((code) => ["present", "online"].includes(code)).length;
  const away = codes.filter((code) => ["personal", "sick", "official", "absent"].includes(code)).length;
  said.textContent = `应到 ${came + away} 人，实到 ${came} 人`;
});

// A slip's QR code carries its code behind the # sign, which never travels; it is put in the field.
const slip = document.querySelector("form[data-code] input[name=code]");
if (slip && location.hash.length > 1) {
  slip.value = decodeURIComponent(location.hash.slice(1));
  history.replaceState(null, "", location.pathname);
}

// Enter in a field presses a form's first button. Where that one adds a row, looks something up or
// drops the draft, it presses nothing.
document.addEventListener("keydown", (event) => {
  const field = event.target;
  if (event.key !== "Enter" || !field.form || field.tagName !== "INPUT" || field.type === "submit") return;
  const first = field.form.querySelector("[type=submit]");
  if (first && (first.name || first.hasAttribute("formaction"))) event.preventDefault();
});
