/// The people of the business, their sessions and links, the tokens of programs, and the record of who did
/// what.
@NullMarked
package dev.recado.adapter.mongodb.people;

import org.jspecify.annotations.NullMarked;
