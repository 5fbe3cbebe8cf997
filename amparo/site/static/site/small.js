/* Small comforts. Everything works without them. */
(function () {
  'use strict'
  for (const button of document.querySelectorAll('[data-print]')) {
    button.hidden = false
    button.addEventListener('click', () => window.print())
  }
  for (const part of document.querySelectorAll('[data-needs-script]')) part.hidden = false
})()
