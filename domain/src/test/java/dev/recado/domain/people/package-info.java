/// Tests of people: logins, sessions, invitations and tokens.
@NullMarked
package dev.recado.domain.people;

import org.jspecify.annotations.NullMarked;
