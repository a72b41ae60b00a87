package dev.recado.adapter.llm;

class GeminiContractIT extends ToolContract {
    @Override
    Provider provider() {
        return Provider.GEMINI;
    }
}
