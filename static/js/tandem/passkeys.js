// Passkeys: a form that names what the browser is to make or use sends the browser's answer.
(() => {
  const bytes = (text) =>
    Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (sign) => sign.charCodeAt(0));
  const text = (buffer) =>
    btoa(String.fromCharCode(...new Uint8Array(buffer)))
      .replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");

  const understood = (options) => {
    const known = (list) => (list || []).map((key) => ({ ...key, id: bytes(key.id) }));
    const said = { ...options, challenge: bytes(options.challenge) };
    if (options.user) said.user = { ...options.user, id: bytes(options.user.id) };
    if (options.excludeCredentials) said.excludeCredentials = known(options.excludeCredentials);
    if (options.allowCredentials) said.allowCredentials = known(options.allowCredentials);
    return said;
  };

  const answerOf = (credential) => {
    const response = {};
    for (const name of ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"])
      if (credential.response[name]) response[name] = text(credential.response[name]);
    return JSON.stringify({
      id: credential.id,
      rawId: text(credential.rawId),
      type: credential.type,
      response,
      clientExtensionResults: credential.getClientExtensionResults(),
    });
  };

  for (const form of document.querySelectorAll("form[data-passkey]")) {
    if (!window.PublicKeyCredential) continue;
    form.hidden = false;
    form.addEventListener("submit", async (event) => {
      const field = form.elements.credential;
      if (field.value) return;
      event.preventDefault();
      const trouble = form.querySelector("[data-passkey-trouble]");
      trouble.hidden = true;
      try {
        const publicKey = understood(JSON.parse(form.dataset.options));
        field.value = answerOf(await navigator.credentials[form.dataset.passkey]({ publicKey }));
        form.submit();
      } catch {
        trouble.hidden = false;
        trouble.focus();
      }
    });
  }
})();
