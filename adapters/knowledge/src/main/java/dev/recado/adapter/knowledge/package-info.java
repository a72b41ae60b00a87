/// What the business has written down: documents and curated answers, and how both are searched. And which language a
/// user writes.
@NullMarked
package dev.recado.adapter.knowledge;

import org.jspecify.annotations.NullMarked;
