/// The opening hours that the business gives in a file.
@NullMarked
package dev.recado.adapter.knowledge.hours;

import org.jspecify.annotations.NullMarked;
