/// Contacts: what the business knows about its users.
@NullMarked
package dev.recado.domain.contact;

import org.jspecify.annotations.NullMarked;
