/* The answering page: what is asked, what is missing, how far one is, and pages. Without this script it is one long page that works the same. */
(() => {
  const form = document.querySelector("form[data-survey]");
  if (!form) return;
  const words = JSON.parse(form.dataset.words);
  const line = form.querySelector("progress[data-answered]");
  const items = [...form.querySelectorAll("[data-item]")];
  const fields = (item) => [...item.querySelectorAll("input, select, textarea")];
  const texts = (item) => fields(item).filter((field) => field.type !== "radio" && field.type !== "checkbox");
  const isThere = (item) => !item.closest("[data-if][hidden]") && !item.hidden;
  const isAnswered = (item) => item.querySelector(":checked:not(option)") !== null || texts(item).some((field) => field.value.trim() !== "");

  /* Conditions: an item that is not asked now is out of sight; what was typed in it stays, and is not counted. */
  const given = (id) => {
    const item = form.querySelector(`[data-item="${CSS.escape(id)}"]`);
    return item && isThere(item) ? new FormData(form).getAll(id) : [];
  };
  const conditional = [...form.querySelectorAll("[data-if]")];
  const tune = () => {
    conditional.forEach((item) => {
      const values = given(item.dataset.if);
      item.hidden = !item.dataset.is.split(" ").some((value) => values.includes(value));
    });
    form.querySelectorAll(".matrix").forEach((matrix) => { matrix.hidden = ![...matrix.querySelectorAll("[data-item]")].some((row) => !row.hidden); });
    const asked = items.filter(isThere);
    line.value = asked.length ? (100 * asked.filter(isAnswered).length) / asked.length : 0;
  };
  form.classList.add("scripted");

  /* Options in random order; those that stand alone, and “other”, stay last. */
  form.querySelectorAll("[data-shuffle]").forEach((list) => {
    const loose = [...list.children].filter((each) => !("alone" in each.dataset || "other" in each.dataset));
    const rest = [...list.children].filter((each) => !loose.includes(each));
    for (let last = loose.length - 1; last > 0; last -= 1) {
      const other = Math.floor(Math.random() * (last + 1));
      [loose[last], loose[other]] = [loose[other], loose[last]];
    }
    list.append(...loose, ...rest);
  });

  /* An exclusive option unticks the others; words beside “other” tick it, and are not sent when something else is chosen. */
  form.addEventListener("change", (event) => {
    const tick = event.target;
    const item = tick.closest("[data-item]");
    if (!item || tick.type !== "checkbox" || !tick.checked) return;
    const alone = (box) => box.value === "na" || box.closest("[data-alone]") !== null;
    item.querySelectorAll("input[type=checkbox]").forEach((box) => { if (box !== tick && (alone(tick) || alone(box))) box.checked = false; });
  });
  const others = [...form.querySelectorAll("[data-other]")].map((each) => ({ tick: each.querySelector(".choice input"), text: each.querySelector("input[type=text]"), item: each.closest("[data-item]") }));
  others.forEach(({ tick, text, item }) => {
    text.addEventListener("input", () => {
      if (text.value.trim() && !tick.checked) { tick.checked = true; tick.dispatchEvent(new Event("change", { bubbles: true })); }
    });
    form.addEventListener("formdata", (event) => { if (!tick.checked && item.querySelector(":checked")) event.formData.delete(text.name); });
  });
  form.addEventListener("change", tune);
  form.addEventListener("input", tune);
  window.addEventListener("pageshow", tune);
  tune();

  /* What is missing or wrong, pointed at in place before anything is sent. The server checks again. */
  const digits = (text) => text.replace(/[０-９]/g, (digit) => String.fromCharCode(digit.charCodeAt(0) - 0xfee0)).replace(/[－−]/g, "-").trim();
  const problem = (item) => {
    if (!isAnswered(item)) return "optional" in item.dataset ? "" : item.dataset.item === "unit" ? words.unit : words.missing;
    if (item.querySelector("input[value=na]:checked")) return "";
    if (item.querySelector("[data-ranking]")) {
      const places = texts(item).map((field) => field.value);
      return places.includes("") ? words.places : new Set(places).size < places.length ? words.twice : "";
    }
    for (const field of texts(item)) {
      const longest = Number(field.dataset.longest || 0);
      if (longest && [...field.value.trim()].length > longest) return longest > 100 ? words.text : words.short;
      if ("number" in field.dataset) {
        const unit = field.nextElementSibling ? field.nextElementSibling.textContent : "";
        const typed = digits(unit && field.value.trim().endsWith(unit) ? field.value.trim().slice(0, -unit.length) : field.value);
        if (!/^-?\d{1,15}$/.test(typed)) return words.number;
        if (("low" in field.dataset && Number(typed) < Number(field.dataset.low)) || ("high" in field.dataset && Number(typed) > Number(field.dataset.high))) return words.range;
      }
    }
    return "";
  };
  const point = (item, message) => {
    item.classList.toggle("wrong", message !== "");
    let note = item.querySelector(".error");
    const help = item.querySelector('.hint[id$="-help"]');
    const target = item.matches("fieldset, [role=radiogroup]") ? item : texts(item)[0];
    const describe = (ids) => { if (ids.length) target.setAttribute("aria-describedby", ids.join(" ")); else target.removeAttribute("aria-describedby"); };
    if (!message) { if (note) note.remove(); describe(help ? [help.id] : []); return; }
    if (!note) {
      note = document.createElement("p");
      note.className = "error";
      note.id = `q-${item.dataset.item}-error`;
      (item.querySelector("legend, label, .matrix-text > span")).after(note);
    }
    note.textContent = message;
    describe(help ? [help.id, note.id] : [note.id]);
  };
  const summary = document.querySelector("#missing");
  const check = (among) => {
    const wrong = among.filter(isThere).map((item) => [item, problem(item)]);
    wrong.forEach(([item, message]) => point(item, message));
    const found = wrong.filter(([, message]) => message);
    summary.hidden = !found.length;
    summary.querySelector("ul").replaceChildren(...found.map(([item, message]) => {
      const entry = document.createElement("li");
      const link = document.createElement("a");
      const name = item.querySelector("legend, label, .matrix-text > span").firstChild.textContent.match(/^\s*(\d+)\./);
      link.href = `#q-${item.dataset.item}`;
      /* Who left forty out wants forty numbers to press, not forty times the same sentence. */
      const said = document.createElement("span");
      said.textContent = (name ? words.colon : "") + message;
      const isUsual = name && message === words.missing;
      entry.classList.toggle("usual", isUsual);
      said.classList.toggle("unseen", isUsual);
      link.append(name ? words.item.replace("{n}", name[1]) : "", said);
      link.addEventListener("click", () => { item.querySelector("input, textarea, select:not([hidden]), button").focus({ preventScroll: true }); });
      entry.append(link);
      return entry;
    }));
    return found.map(([item]) => item);
  };
  /* While typing, not on leaving the field: a page that moves under the thumb loses the press on the button. */
  const mended = (event) => {
    const item = event.target.closest("[data-item].wrong");
    if (item && !problem(item)) point(item, "");
  };
  form.addEventListener("input", mended);
  form.addEventListener("change", mended);

  /* Pages: sections one at a time, with the browser's own way back. A page with errors from the server stays whole. */
  const pages = "paged" in form.dataset && !("returned" in form.dataset) ? [...form.querySelectorAll("[data-page]")] : [];
  const back = form.querySelector("[data-back]");
  const next = form.querySelector("[data-next]");
  const turn = form.querySelector("[data-turn]");
  const pattern = turn.textContent;
  let at = 0;
  const isAsked = (page) => [...page.querySelectorAll("[data-item], .statement")].some(isThere);
  const inPage = (index) => items.filter((item) => (item.closest("[data-page]") || pages[0]) === pages[index]);
  const step = (from, by) => { let to = from + by; while (pages[to] && !isAsked(pages[to])) to += by; return pages[to] ? to : -1; };
  const show = (index, focus) => {
    at = index;
    pages.forEach((page, number) => { page.hidden = number !== at; });
    document.querySelectorAll("[data-opening]").forEach((each) => { each.classList.toggle("away", at > 0); });
    form.querySelectorAll("[data-closing]").forEach((each) => { each.hidden = step(at, 1) >= 0; });
    back.hidden = at === 0;
    next.hidden = step(at, 1) < 0;
    turn.hidden = false;
    const asked = pages.filter((page) => page === pages[at] || isAsked(page));
    turn.textContent = pattern.replace("{n}", asked.indexOf(pages[at]) + 1).replace("{all}", asked.length);
    if (focus) { summary.hidden = true; (pages[at].querySelector("h2") || summary).focus({ preventScroll: true }); window.scrollTo(0, 0); }
  };
  const lead = (found) => {
    if (pages.length) show(pages.indexOf(found[0].closest("[data-page]") || pages[0]), false);
    summary.hidden = false;
    summary.focus();
  };
  if (pages.length > 1) {
    history.replaceState({ page: 0 }, "");
    next.addEventListener("click", () => {
      const found = check(inPage(at));
      if (found.length) { lead(found); return; }
      show(step(at, 1), true);
      history.pushState({ page: at }, "");
    });
    /* Going on with a draft: to the first page that still lacks something. */
    form.addEventListener("restored", () => {
      while (step(at, 1) >= 0 && !inPage(at).filter(isThere).some(problem)) {
        show(step(at, 1), false);
        history.pushState({ page: at }, "");
      }
    });
    back.addEventListener("click", () => { history.back(); });
    window.addEventListener("popstate", (event) => { if (event.state && pages[event.state.page]) show(event.state.page, true); });
    form.addEventListener("change", () => { show(at, false); });
    form.addEventListener("keydown", (event) => { if (event.key === "Enter" && event.target.matches("input") && !next.hidden) { event.preventDefault(); next.click(); } });
    show(0, false);
  }

  form.addEventListener("submit", (event) => {
    const found = check(items);
    if (!found.length) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    lead(found);
  });
  if ("returned" in form.dataset && !summary.hidden) summary.focus();
})();
