package dev.recado.domain.acceptance;

import java.util.List;

/// A user of WhatsApp, at the other end of the line.
public interface Person {

    void writes(String text);

    /// Writes several messages without a pause.
    void writesInOneGo(List<String> texts);

    /// Writes several messages that the provider delivers at the same time.
    void writesAtOnce(List<String> texts);

    void sendsAVoiceNote();

    void sendsAPicture(String caption);

    void sharesALocation();

    /// Touches a button under an earlier message.
    void taps(String id, String title);

    /// Puts an emoji on the last message received.
    void reacts(String emoji);

    /// The provider delivers this person's last message once more.
    void lastIsDeliveredAgain();

    /// The provider delivers it so many times at the same time.
    void lastIsDeliveredAtOnce(int times);

    /// Waits until so many messages have come, and gives the words of all so far, in order.
    List<String> hears(int count);

    /// Gives it a while, and holds that no more than so many messages have come.
    void hearsNoMoreThan(int count);

    /// The file that came with the last message received, by its address; empty for none.
    String lastFile();

    /// The titles offered with the last message received, in order: buttons, rows, or numbered lines.
    List<String> isOffered();

    /// Chooses what was offered the way the channel has it: a touch, or the number typed.
    void chooses(int number);

    /// Whether somebody was seen typing before the first answer came.
    boolean sawTyping();

    /// Waits until Recado's record of the last message received says this (`sent`, `delivered`, `read`, `failed`).
    void recordsSay(String status);

    /// Waits until Recado's record of what this person wrote says for all of it: `answered`, `noted`, `dead`.
    void ownMessagesAre(String status);
}
