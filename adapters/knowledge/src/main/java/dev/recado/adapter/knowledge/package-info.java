/// What the business has written down: curated answers. And which language a user writes.
@NullMarked
package dev.recado.adapter.knowledge;

import org.jspecify.annotations.NullMarked;
