package dev.recado.adapter.twilio.webhook;

import dev.recado.adapter.twilio.api.ErrorTextMask;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Tells once of each number of the account that another system sends from, as its receipts come here.
final class OtherNumberNotice {
    private static final Logger LOG = LoggerFactory.getLogger(OtherNumberNotice.class);
    private static final int MOST = 1_000;

    private final Set<String> told = ConcurrentHashMap.newKeySet();

    void tell(String number) {
        if (told.size() < MOST && told.add(number)) {
            LOG.info(
                    "Receipts of messages from {} are left alone: TWILIO_WHATSAPP_FROM does not name that number",
                    ErrorTextMask.masked(number));
        }
    }
}
