/* Policies that fit what was written, looked for on this device: the list is the same for everybody, the words stay here. */
(() => {
  const form = document.querySelector("form[data-steps]");
  const place = form?.querySelector("[data-offer]");
  if (!place || form.elements.offered.value) return;
  const text = form.elements.text;
  let list = null;

  const read = async () => {
    if (list) return list;
    const answer = await fetch(place.dataset.offer, { credentials: "omit" });
    if (!answer.ok) throw new Error(answer.status);
    list = await answer.json();
    return list;
  };
  /* As ledgers/likeness.py scores a story: key words named count double, then the share of the question found in it. */
  const score = (policy, words, enough) => {
    const named = policy.keywords.filter((word) => words.includes(word)).length;
    const share = policy.pairs.length ? policy.pairs.filter((pair) => words.includes(pair)).length / policy.pairs.length : 0;
    return named || share >= enough ? 2 * named + share : 0;
  };
  const element = (name, content, style) => {
    const made = document.createElement(name);
    made.textContent = content;
    if (style) made.className = style;
    return made;
  };
  const row = (policy) => {
    const details = document.createElement("details");
    const inside = document.createElement("div");
    inside.className = "stack-small";
    /* A form of its own, outside the petition: pressing it sends none of what was written. */
    const helped = document.createElement("form");
    helped.method = "post"; helped.action = policy.helped; helped.id = `helped-${policy.number}`; helped.hidden = true;
    document.querySelectorAll(`[id="${helped.id}"]`).forEach((old) => old.remove());
    document.body.append(helped);
    const button = element("button", place.dataset.helped, "second wide");
    button.setAttribute("form", helped.id);
    if (policy.unit) inside.append(element("p", place.dataset.unit + policy.unit, "quiet small"));
    inside.append(element("p", policy.answer, "prose"), element("p", place.dataset.basis + policy.basis, "quiet small"), button);
    details.append(element("summary", policy.question), inside);
    return details;
  };
  const offer = async () => {
    const words = text.value.normalize("NFKC").toLowerCase();
    const chosen = form.querySelector('[name="kind"]:checked')?.value;
    if (!words.trim()) return;
    try {
      const { enough, most, policies } = await read();
      const fitting = policies.map((policy) => [score(policy, words, enough), policy]).filter(([points]) => points > 0);
      const best = chosen === "accusation" || form.elements.urgent.checked ? [] : fitting.sort((a, b) => b[0] - a[0]).slice(0, most);
      place.querySelectorAll("details").forEach((old) => old.remove());
      place.append(...best.map(([, policy]) => row(policy)));
      place.hidden = !best.length;
      form.elements.offered.value = "1";
    } catch { /* Without the list the server looks when the form is sent. */ }
  };
  form.addEventListener("change", offer);
})();
