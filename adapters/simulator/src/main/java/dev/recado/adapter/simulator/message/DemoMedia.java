package dev.recado.adapter.simulator.message;

import dev.recado.adapter.simulator.account.TwilioAccount;
import dev.recado.adapter.simulator.http.StandInResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The files that simulated users can send. They ship with the simulator, and are fetched like Twilio's media.
public enum DemoMedia {
    VOICE("ME00000000000000000000000000000001", "voice-note.ogg", "audio/ogg"),
    IMAGE("ME00000000000000000000000000000002", "photo.jpg", "image/jpeg"),
    VIDEO("ME00000000000000000000000000000003", "clip.mp4", "video/mp4"),
    DOCUMENT("ME00000000000000000000000000000004", "receipt.pdf", "application/pdf"),
    STICKER("ME00000000000000000000000000000005", "sticker.webp", "image/webp");

    private final String sid;
    private final String file;
    private final String contentType;

    DemoMedia(String sid, String file, String contentType) {
        this.sid = sid;
        this.file = file;
        this.contentType = contentType;
    }

    public static @Nullable DemoMedia bySid(String sid) {
        for (var media : values()) {
            if (media.sid.equals(sid)) {
                return media;
            }
        }
        return null;
    }

    public static @Nullable DemoMedia byMetaId(String id) {
        for (var media : values()) {
            if (media.metaId().equals(id)) {
                return media;
            }
        }
        return null;
    }

    /// Its id at Meta, which has the form of a number.
    String metaId() {
        return "19086472698900" + sid.substring(sid.length() - 2);
    }

    String file() {
        return file;
    }

    public String contentType() {
        return contentType;
    }

    /// The URL from which Recado fetches it, as media of the message `messageSid`.
    public URI url(URI base, TwilioAccount account, String messageSid) {
        return base.resolve("/2010-04-01/Accounts/" + account.sid() + "/Messages/" + messageSid + "/Media/" + sid);
    }

    public byte[] bytes() {
        try (var in = DemoMedia.class.getResourceAsStream("/dev/recado/adapter/simulator/media/" + file)) {
            if (in == null) {
                throw new IllegalStateException("the simulator's " + file + " is missing from the build");
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public StandInResponse.Reply reply() {
        return new StandInResponse.Reply(200, Map.of("Content-Type", contentType), bytes());
    }
}
