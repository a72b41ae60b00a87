package dev.recado.adapter.meta.api;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The business's numbers, by Meta's ids of them. A webhook brings what is written to any number of the business
/// account; these alone are answered here.
///
/// @param ids as they are configured, at least one; the first sends where nothing says from which number
public record BusinessNumbers(List<String> ids) {
    private static final Pattern ID = Pattern.compile("[0-9]{1,32}");

    public BusinessNumbers {
        ids = List.copyOf(ids);
    }

    /// @param configured separated by commas
    public static BusinessNumbers of(String configured) {
        return new BusinessNumbers(
                Arrays.stream(configured.split(",", -1)).map(String::strip).toList());
    }

    String first() {
        return ids.getFirst();
    }

    /// The number that was written to; the first one when that is not known, or is another provider's.
    public String answering(@Nullable String businessAddress) {
        return businessAddress != null && ids.contains(businessAddress) ? businessAddress : first();
    }

    /// Whether what was written to this number is answered here. So is what does not say where it was written to.
    public boolean include(@Nullable String writtenTo) {
        return writtenTo == null || !ID.matcher(writtenTo).matches() || ids.contains(writtenTo);
    }
}
