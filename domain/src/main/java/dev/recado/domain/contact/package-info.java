/// Who writes, as the business knows them.
@NullMarked
package dev.recado.domain.contact;

import org.jspecify.annotations.NullMarked;
