/// Settings as the process finds them: environment, .env file, names of other systems, and mistakes in them.
@NullMarked
package dev.recado.application.configuration;

import org.jspecify.annotations.NullMarked;
