package dev.recado.adapter.meta;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The business's numbers, by Meta's ids of them.
///
/// @param configured sends where nothing says from which number
record Numbers(String configured) {
    private static final Pattern ID = Pattern.compile("[0-9]{1,32}");

    /// The number that was written to; the configured one when that is not known, or is another provider's.
    String of(@Nullable String businessAddress) {
        return businessAddress != null && ID.matcher(businessAddress).matches() ? businessAddress : configured;
    }
}
