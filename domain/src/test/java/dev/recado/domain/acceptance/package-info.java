/// The acceptance tests of every channel, in the users' words: one suite for the fakes, for each provider's
/// adapter with its simulator, and for future ones. A [dev.recado.domain.acceptance.ChannelWorld] connects it to
/// what is tested.
@NullMarked
package dev.recado.domain.acceptance;

import org.jspecify.annotations.NullMarked;
