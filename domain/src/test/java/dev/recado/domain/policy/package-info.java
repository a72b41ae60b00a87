/// Tests of the policies.
@NullMarked
package dev.recado.domain.policy;

import org.jspecify.annotations.NullMarked;
