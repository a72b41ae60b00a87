package dev.recado.adapter.meta.inbound;

import dev.recado.adapter.meta.api.ErrorTextMask;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Tells once of each number of the business account that another system sends from, as its statuses come here.
final class OtherNumberNotice {
    private static final Logger LOG = LoggerFactory.getLogger(OtherNumberNotice.class);
    private static final int MOST = 1_000;
    private static final Set<String> TOLD = ConcurrentHashMap.newKeySet();

    private OtherNumberNotice() {}

    static void tell(String number) {
        if (TOLD.size() < MOST && TOLD.add(number)) {
            LOG.info(
                    "Statuses of messages from number {} are left alone: WHATSAPP_PHONE_NUMBER_ID does not name that number",
                    ErrorTextMask.masked(number));
        }
    }
}
