/// Classes that break the rules of adapters, each in one way: the rules are tried on them.
@NullMarked
package dev.recado.adapter.http.violation;

import org.jspecify.annotations.NullMarked;
