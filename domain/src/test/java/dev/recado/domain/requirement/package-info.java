/// What some tests need and a bare machine lacks: a MongoDB server, a browser. Such a test is skipped before any of its
/// set-up runs, and says which command brings what is missing.
@NullMarked
package dev.recado.domain.requirement;

import org.jspecify.annotations.NullMarked;
