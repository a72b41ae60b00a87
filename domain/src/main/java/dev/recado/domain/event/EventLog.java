package dev.recado.domain.event;

import java.util.List;

/// Where what the business is told is kept for good: every event, and beside them the leads and the requests for a
/// human.
public interface EventLog {

    /// Writes events down, then takes them off their conversations, in few writes however many they are. What is
    /// known already stays as it was; a repeat is harmless, and so is one that broke off.
    ///
    /// @return those that were new
    List<BusinessEvent> record(List<BusinessEvent> events);

    /// What conversations still keep, whoever put it there: mostly nothing, or what is being told this very moment;
    /// else what a process left behind. The cost does not grow with the conversations.
    ///
    /// @param limit of at most so many conversations
    List<BusinessEvent> left(int limit);
}
