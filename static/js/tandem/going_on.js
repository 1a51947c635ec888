// A page that only sends on what a sign-in provider has brought does so at once.
(() => {
  "use strict";

  document.querySelector("form[data-go-on]")?.requestSubmit();
})();
