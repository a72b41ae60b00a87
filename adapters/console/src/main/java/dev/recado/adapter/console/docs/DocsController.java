package dev.recado.adapter.console.docs;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;

/// Shows what the API takes and answers. It is open to all and holds nobody's data; what the page sends needs
/// the credentials that the routes need.
@Controller
final class DocsController {
    private static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; "
            + "img-src 'self' data:; form-action 'none'; base-uri 'none'; frame-ancestors 'none'";

    private final ApiDescription description;
    private final String page = ApiDescription.resource("docs.html");
    private final String script = ApiDescription.resource("docs.js");
    private final String style = ApiDescription.resource("docs.css");

    DocsController(ApiDescription description) {
        this.description = description;
    }

    @Get(uri = "/openapi.yaml", produces = "application/yaml")
    HttpResponse<String> yaml() {
        return file(description.yaml(), "application/yaml; charset=utf-8");
    }

    @Get("/openapi.json")
    HttpResponse<String> json() {
        return file(description.json(), MediaType.APPLICATION_JSON);
    }

    @Get(uri = "/docs", produces = MediaType.TEXT_HTML)
    HttpResponse<String> page() {
        return file(page, "text/html; charset=utf-8").header("Content-Security-Policy", POLICY);
    }

    @Get(uri = "/docs/docs.js", produces = "text/javascript")
    HttpResponse<String> script() {
        return file(script, "text/javascript; charset=utf-8");
    }

    @Get(uri = "/docs/docs.css", produces = "text/css")
    HttpResponse<String> style() {
        return file(style, "text/css; charset=utf-8");
    }

    private static MutableHttpResponse<String> file(String content, String type) {
        return HttpResponse.ok(content)
                .contentType(type)
                .header(HttpHeaders.CACHE_CONTROL, "no-cache")
                .header("Referrer-Policy", "no-referrer")
                .header("X-Content-Type-Options", "nosniff");
    }
}
