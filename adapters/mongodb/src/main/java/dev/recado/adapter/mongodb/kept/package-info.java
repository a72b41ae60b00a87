/// Lists that the people of the business keep.
@NullMarked
package dev.recado.adapter.mongodb.kept;

import org.jspecify.annotations.NullMarked;
