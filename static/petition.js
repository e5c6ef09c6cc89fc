/* The petition in three steps and a summary. Without this script it is one long page that works the same. */
(() => {
  const form = document.querySelector("form[data-steps]");
  if (!form) return;
  const panels = [...form.querySelectorAll(".panel")];
  const steps = [...form.querySelectorAll(".steps li")];
  const value = (name) => new FormData(form).get(name) || "";

  /* Steps: a page with errors stays whole, so that every marked field can be seen. */
  const show = (index, focus) => {
    panels.forEach((panel, at) => { panel.hidden = at !== index; });
    steps.forEach((step, at) => { at === index ? step.setAttribute("aria-current", "step") : step.removeAttribute("aria-current"); });
    if (index === panels.length - 1) summarise();
    if (focus) { panels[index].querySelector("h2").focus({ preventScroll: true }); form.scrollIntoView(); }
  };
  const complete = (panel) => [...panel.querySelectorAll("input, select, textarea")].every((field) => field.reportValidity());
  if (!("whole" in form.dataset)) {
    form.querySelectorAll("[data-next], [data-back]").forEach((each) => { each.hidden = false; });
    panels.forEach((panel, index) => {
      panel.querySelector("[data-next] button:not([data-back])")?.addEventListener("click", () => { if (complete(panel)) show(index + 1, true); });
      panel.querySelector("[data-back]")?.addEventListener("click", () => show(index - 1, true));
    });
    show(0, false);
    form.addEventListener("submit", (event) => {
      const lacking = panels.findIndex((panel) => !panel.querySelectorAll(":invalid").length ? false : true);
      if (lacking >= 0) { event.preventDefault(); event.stopPropagation(); show(lacking, true); complete(panels[lacking]); }
    });
  } else {
    form.querySelector(".steps").hidden = true;
    document.querySelector(".errors")?.focus();
  }

  /* Notes that concern only some matters; names only where somebody wants to be named. */
  const name = form.querySelector("#name");
  let told = false; /* whether the readers are told for exactly these choices */
  const tune = () => {
    form.querySelectorAll("[data-when-category]").forEach((note) => { note.hidden = !note.dataset.whenCategory.split(" ").includes(value("category")); });
    form.querySelectorAll("[data-when-urgent]").forEach((note) => { note.hidden = !value("urgent"); });
    const accusation = value("kind") === "accusation";
    form.querySelectorAll(".for-others").forEach((line) => { line.hidden = accusation || told; });
    form.querySelectorAll(".for-accusation").forEach((line) => { line.hidden = !accusation || told; });
    const named = ["confidential", "named"].includes(value("naming"));
    form.querySelector(".only-named").hidden = !named;
    name.required = named;
  };
  form.addEventListener("change", tune);
  tune();

  /* Words that sound like misconduct: a question, and only while it is not an accusation already. */
  const asked = form.querySelector("[data-when-words]");
  const listen = () => {
    const plain = value("text").replace(/\s/g, "");
    asked.hidden = value("kind") === "accusation" || !asked.dataset.whenWords.split(" ").some((word) => plain.includes(word));
  };
  form.elements.text.addEventListener("change", listen);
  form.addEventListener("change", listen);

  /* Who would read it with these choices, by name; nothing that was written is sent along. */
  const readers = form.querySelector("[data-readers]");
  const put = (name, text) => {
    const line = readers.querySelector(`[${name}]`);
    (line.querySelector("strong") || line).textContent = text;
    line.hidden = !text;
  };
  const ask = async (event) => {
    if (event && !["kind", "unit", "leader", "concerned", "naming"].includes(event.target.name)) return;
    const all = new FormData(form);
    const choices = new URLSearchParams();
    for (const name of ["kind", "unit", "leader", "concerned", "naming"]) all.getAll(name).forEach((each) => choices.append(name, each));
    const tell = ({ names, keepers, refusal }) => {
      put("data-exactly", names.join("、"));
      put("data-keepers", keepers.join("、"));
      put("data-refused", refusal);
      told = Boolean(names.length || refusal);
      tune();
    };
    /* Without an answer the lists of the page stand, not what was told for other choices. */
    const unknown = { names: [], keepers: [], refusal: "" };
    try {
      const answer = await fetch(readers.dataset.readers, { method: "POST", body: choices, credentials: "omit" });
      tell(answer.ok ? await answer.json() : unknown);
    } catch { tell(unknown); }
  };
  form.addEventListener("change", ask);

  /* The summary of the last step. */
  const summarise = () => {
    const list = form.querySelector("[data-summary]");
    const rows = [];
    const chosen = (field) => form.querySelector(`[name="${field}"]:checked`)?.closest("label").querySelector("span").firstChild.textContent.trim() || "";
    const legend = (id) => form.querySelector(`#${id} legend`)?.textContent.trim() || "";
    const label = (id) => form.querySelector(`label[for="${id}"]`).firstChild.textContent.trim();
    const picked = (id) => { const select = form.querySelector(`#${id}`); return select.selectedOptions[0]?.textContent.trim() || ""; };
    rows.push([legend("kind"), chosen("kind")], [label("category"), picked("category")], [label("unit"), picked("unit")]);
    rows.push([label("people"), value("people")], [legend("naming"), chosen("naming")], [label("text"), value("text")]);
    list.replaceChildren(...rows.flatMap(([term, text]) => {
      const dt = document.createElement("dt"); const dd = document.createElement("dd");
      dt.textContent = term; dd.textContent = text; dd.className = "prose clipped";
      return [dt, dd];
    }));
    list.hidden = false;
  };
})();
