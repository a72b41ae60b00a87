/// Every setting with its name, default, meaning and check.
@NullMarked
package dev.recado.application.catalogue;

import org.jspecify.annotations.NullMarked;
