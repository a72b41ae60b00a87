/// What every way of reaching users must keep, told in the users' words: one suite for the fakes, for each provider's
/// adapter with its stand-in, and for whatever comes next. A [dev.recado.domain.acceptance.ChannelWorld] joins it to
/// what is tested.
@NullMarked
package dev.recado.domain.acceptance;

import org.jspecify.annotations.NullMarked;
