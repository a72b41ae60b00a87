package dev.recado.domain.acceptance;

import java.util.List;

/// A WhatsApp user.
public interface Person {

    void writes(String text);

    /// Writes several messages without a pause.
    void writesWithoutPause(List<String> texts);

    /// Writes several messages that the provider delivers at the same time.
    void writesAtOnce(List<String> texts);

    void sendsAVoiceNote();

    void sendsAPicture(String caption);

    void sharesALocation();

    /// Taps a button under an earlier message.
    void taps(String id, String title);

    /// Reacts to the last message received with an emoji.
    void reacts(String emoji);

    /// Lets the provider deliver this person's last message once more.
    void lastIsDeliveredAgain();

    /// Lets the provider deliver it this many times at the same time.
    void lastIsDeliveredAtOnce(int times);

    /// Waits until this many messages have arrived, and returns the texts of all so far, in order.
    List<String> receives(int count);

    /// Waits a while, and asserts that no more than this many messages have arrived.
    void receivesNoMoreThan(int count);

    /// Returns the URL of the file that came with the last message received; empty for none.
    String lastFile();

    /// Returns the titles offered with the last message received, in order: buttons, rows, or numbered lines.
    List<String> offeredChoices();

    /// Chooses an option the way the channel allows: a tap, or the typed number.
    void chooses(int number);

    /// Returns whether a typing indicator was shown before the first answer.
    boolean sawTyping();

    /// Waits until Recado's record of the last message received has this status (`sent`, `delivered`, `read`,
    /// `failed`).
    void lastRecordIs(String status);

    /// Waits until Recado's records of everything this person wrote have this status: `answered`, `noted`,
    /// `dead`.
    void ownMessagesAre(String status);
}
