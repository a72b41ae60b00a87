package dev.recado.adapter.llm.prompt;

import dev.langchain4j.data.message.Content;
import dev.langchain4j.data.message.ImageContent;
import dev.langchain4j.data.message.PdfFileContent;
import dev.langchain4j.data.message.TextContent;
import dev.langchain4j.data.pdf.PdfFile;
import dev.recado.adapter.llm.provider.Provider;
import dev.recado.domain.answer.ResponseGenerator.File;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;

/// Turns the files of a message into parts of the prompt. A file that cannot be shown is replaced by a note that
/// it exists.
public final class PromptFiles {

    private PromptFiles() {}

    /// @param maxBytes the most that the provider accepts in one file, and in all files together
    public static List<Content> parts(List<File> files, long maxBytes) {
        List<Content> parts = new ArrayList<>();
        long remaining = maxBytes;
        for (File file : files) {
            String type = Provider.baseType(file.contentType());
            try {
                long size = Files.size(file.path());
                if (size == 0 || size > remaining || !Provider.reads(type)) {
                    parts.add(placeholder(type));
                    continue;
                }
                remaining -= size;
                String content = Base64.getEncoder().encodeToString(Files.readAllBytes(file.path()));
                parts.add(
                        Provider.isPicture(type)
                                ? ImageContent.from(content, type)
                                : PdfFileContent.from(PdfFile.builder()
                                        .base64Data(content)
                                        .mimeType(type)
                                        .build()));
            } catch (IOException _) {
                parts.add(placeholder(type));
            }
        }
        return parts;
    }

    /// A note for each file, for a model that does not accept files.
    public static List<Content> placeholders(List<File> files) {
        return files.stream()
                .map(file -> (Content) placeholder(Provider.baseType(file.contentType())))
                .toList();
    }

    private static TextContent placeholder(String type) {
        return TextContent.from("(The user sent a file of type %s, which you cannot see.)"
                .formatted(type.replaceAll("[^a-z0-9/.+-]", "").toLowerCase(Locale.ROOT)));
    }
}
