package dev.recado.adapter.meta.api;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The business's numbers, by Meta's ids of them. A webhook brings messages to all numbers of the business
/// account; only these are answered here.
///
/// @param ids as configured, at least one; the first sends where no number is given
public record BusinessNumbers(List<String> ids) {
    private static final Pattern ID = Pattern.compile("[0-9]{1,32}");

    public BusinessNumbers {
        ids = List.copyOf(ids);
    }

    /// @param configured the ids, separated by commas
    public static BusinessNumbers of(String configured) {
        return new BusinessNumbers(
                Arrays.stream(configured.split(",", -1)).map(String::strip).toList());
    }

    String first() {
        return ids.getFirst();
    }

    /// The number that a message was written to; the first one when it is unknown or another provider's.
    public String numberFor(@Nullable String businessAddress) {
        return businessAddress != null && ids.contains(businessAddress) ? businessAddress : first();
    }

    /// Whether messages to this number are answered here. Messages without a number are.
    public boolean include(@Nullable String recipientNumber) {
        return recipientNumber == null || !ID.matcher(recipientNumber).matches() || ids.contains(recipientNumber);
    }
}
