// Sends a request to the graph over plain HTTP: `java Gongzhi.java <url> <key> <request.json>`, JDK 11 and later, no library.
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

public final class Gongzhi {
  private static final int ATTEMPTS = 5;

  private final HttpClient http = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
  private final URI url;
  private final String key;

  Gongzhi(String url, String key) {
    this.url = URI.create(url);
    this.key = key;
  }

  /**
   * The answer as JSON text. No answer, 429, 502, 503 and 504 are tried again: a write may be, because its idempotency key
   * makes the platform do it once. 无应答及 429、502、503、504 时重发;写入凭幂等键只办一次。
   */
  String send(String body) throws IOException, InterruptedException {
    for (int attempt = 1; ; attempt++) {
      long waitMs = 250L << attempt;
      try {
        HttpResponse<String> response = http.send(request(body), HttpResponse.BodyHandlers.ofString());
        int status = response.statusCode();
        boolean later = status == 429 || status == 502 || status == 503 || status == 504;
        if (!later || attempt == ATTEMPTS) return response.body();
        waitMs = response.headers().firstValue("Retry-After").map(s -> Long.parseLong(s) * 1000).orElse(waitMs);
      } catch (IOException unreachable) {
        if (attempt == ATTEMPTS) throw unreachable;
      }
      Thread.sleep(waitMs);
    }
  }

  private HttpRequest request(String body) {
    return HttpRequest.newBuilder(url)
        .timeout(Duration.ofSeconds(35))
        .header("Content-Type", "application/json")
        .header("Accept", "application/graphql-response+json")
        .header("Accept-Language", "zh-CN")
        .header("Authorization", "Bearer " + key)
        .POST(HttpRequest.BodyPublishers.ofString(body))
        .build();
  }

  public static void main(String[] args) throws Exception {
    System.out.println(new Gongzhi(args[0], args[1]).send(Files.readString(Path.of(args[2]))));
  }
}
