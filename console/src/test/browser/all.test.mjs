// All tests, in one process, so that they share a service and a browser.
import './lists.test.mjs';
import './prometheus.test.mjs';
import './wilson.test.mjs';
import './texts.test.mjs';
import './paint.test.mjs';
import './journey.test.mjs';
import './interaction.test.mjs';
import './keyboard.test.mjs';
import './details.test.mjs';
import './views.test.mjs';
import './pages.test.mjs';
import './states.test.mjs';
