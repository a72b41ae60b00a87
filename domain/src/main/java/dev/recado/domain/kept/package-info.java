/// Lists that the people of the business keep, whole and few: canned replies, labels and curated answers.
@NullMarked
package dev.recado.domain.kept;

import org.jspecify.annotations.NullMarked;
