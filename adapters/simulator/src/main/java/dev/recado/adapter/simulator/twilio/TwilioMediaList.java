package dev.recado.adapter.simulator.twilio;

import dev.recado.adapter.simulator.account.TwilioAccount;
import dev.recado.adapter.simulator.http.Form;
import dev.recado.adapter.simulator.http.Json;
import dev.recado.adapter.simulator.message.StandInMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Twilio's JSON for the files of a message, with the fields of its published API document; one page has all of
/// them.
final class TwilioMediaList {
    private TwilioMediaList() {}

    static Map<String, @Nullable Object> of(StandInMessage message, TwilioAccount account) {
        var path = "/2010-04-01/Accounts/" + account.sid() + "/Messages/" + message.sid() + "/Media";
        var files = new ArrayList<Map<String, @Nullable Object>>();
        var form = Form.parse(message.content().wire());
        for (int i = 0; form.has("MediaUrl" + i); i++) {
            var url = form.firstOr("MediaUrl" + i, "");
            var sid = url.substring(url.lastIndexOf('/') + 1);
            files.add(Json.object(
                    "sid", sid,
                    "account_sid", account.sid(),
                    "parent_sid", message.sid(),
                    "content_type", form.firstOr("MediaContentType" + i, "application/octet-stream"),
                    "date_created", TwilioMessageJson.date(message.progress().created()),
                    "date_updated", TwilioMessageJson.date(message.progress().created()),
                    "uri", path + "/" + sid + ".json"));
        }
        return Json.object(
                "media_list",
                List.copyOf(files),
                "page",
                0,
                "page_size",
                50,
                "start",
                0,
                "end",
                Math.max(0, files.size() - 1),
                "uri",
                path + ".json?PageSize=50&Page=0",
                "first_page_uri",
                path + ".json?PageSize=50&Page=0",
                "next_page_uri",
                null,
                "previous_page_uri",
                null);
    }
}
