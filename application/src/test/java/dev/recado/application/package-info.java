/// The whole of Recado under test: settings, architecture, and the running application from webhook to answer.
@NullMarked
package dev.recado.application;

import org.jspecify.annotations.NullMarked;
