/* The answering page and the page after it: the ticket this phone holds is filled in, and deleted once it was used. */
(() => {
  const FIELD = document.querySelector("[data-ticket]");
  const THANKS = document.querySelector("[data-spent-ticket]");
  if (!window.localStorage || !tickets.works()) return;
  const put = (place, name, text) => place.querySelectorAll(`[data-put="${name}"]`).forEach((each) => { each.textContent = text; });

  const tell = (state) => {
    put(FIELD, "unit", state.name); put(FIELD, "invited", state.invited); put(FIELD, "code", state.code);
    FIELD.querySelector("[data-held]").hidden = false;
    FIELD.querySelector("[data-pasted]").hidden = true;
  };

  /* A ticket that was carried here from another browser: kept on this phone as soon as its signature proves good. */
  const pasted = async (survey, text) => {
    const ticket = tickets.parse(text);
    if (!ticket || ticket.survey !== survey || !window.crypto || !crypto.subtle) return;
    const keys = await tickets.keysOf(FIELD.dataset.keys);
    const key = tickets.keyOf(keys, ticket.unit);
    if (!key || !(await tickets.verify(key.key, ticket))) return;
    const state = { ticket: text.replace(/\s/g, ""), unit: key.unit, name: key.name, invited: key.invited, code: keys.code, answer: location.pathname };
    tickets.write(survey, state);
    tell(state);
  };

  if (FIELD) {
    const survey = FIELD.dataset.ticket;
    const field = FIELD.querySelector("textarea");
    const state = tickets.read(survey);
    if (state && state.ticket && !("wrong" in FIELD.dataset)) { field.value = state.ticket; tell(state); }
    field.addEventListener("input", () => { pasted(survey, field.value).catch(() => {}); });
  }

  if (THANKS) {
    const survey = THANKS.dataset.spentTicket;
    const state = tickets.read(survey);
    if (state && state.ticket) {
      const button = THANKS.querySelector("button");
      button.onclick = () => tickets.copy(state.ticket, button, THANKS.querySelector("[data-only]"));
      THANKS.hidden = false;
    }
    tickets.forget(survey);
  }
})();
