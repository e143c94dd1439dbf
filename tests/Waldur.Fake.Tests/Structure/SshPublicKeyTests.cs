using System.Buffers.Binary;
using System.Text;
using Shouldly;
using Xunit;

namespace Waldur.Fake.Tests.Structure;

public sealed class SshPublicKeyTests
{
    private const string Body = "AAAAC3NzaC1lZDI1NTE5AAAAIEiugS6O3DboCATZg69M4wSqYtNFCWJXFkPnWW07kFBa";
    private const string Key = "ssh-ed25519 " + Body;

    /// <summary>Keys made by ssh-keygen for this test, with the fingerprints that it prints (md5 without its prefix).</summary>
    public static TheoryData<string, string, string, string> Generated { get; } = new()
    {
        {
            "ssh-rsa AAAAB3NzaC1yc2EAAAADAQABAAAAgQDGgd8a8bOxfZ4avqfQRDYEjtqzyrnfPqPqMwL/Vemishy3ynyyvFLKohhhNj9Ogmdq6+mhOm+g96/RxDnpDE0e6eqIixscqKN4plWAvIIdRowa0QhDd7emj3eGu9W84SR99iSMNwdLMQbWzqof9Bn2taRpSSPfjjwwac6sVBoQbw== me@host",
            "37:d5:e1:93:59:62:cb:43:fa:f9:3c:ee:96:70:9f:08",
            "SHA256:dz3PapCidZMpkryjhQB6X/I1fnKFNpk7IX8oM2c0r1w",
            "SHA512:Mux71uvUkx6qrsVK0YxQ0WQ5FjpWrZI3dVmVNdPc9R365HKy7fSibnq1L3gGOyyI8llSUx7bMkwxpXMq/jnSCQ"
        },
        {
            "ssh-rsa AAAAB3NzaC1yc2EAAAADAQABAAABAQDEvcDp8FVkUdkeYkHEWnGuvtXMwXSySzcLhe6P1xqDWghCGdCAlzGGezlgkE5sHrIDI+ZDdZlEKCkhS+8YEfn+f0UL8YkIYPSga0cawHRF1fG4ASsJ8K8HB+WQstgGp2sXa5fkdVD+SyWqXEoQ2XWIkkqOuemeAquAxBIXxbNPPGbtnZHxUXrvdlwO/3FQNUYZiHw8Ol7BKPAPwRmqBYZplpWuiCj02yFuPeWQPAf7CiN0XQve6V2IVSH7FfSLOz9ZdHGQyKFf2FbQWBuwjDTmsVWv86OW9+ZXolNYSXXt8+0IvYKxQKMcPlLsAPkfLUsl1AlkUIkm/RQB/hONFuFd me@host",
            "aa:d4:06:f6:83:8d:71:dd:04:23:8c:c3:c6:82:73:84",
            "SHA256:hPRQu4ZcHYCaK2HJ1dgYQtCWCMUUgTTCEAeRMUmUYEg",
            "SHA512:u9yNKwfNsNWnl4hDVcuLbzngh6aKCBL8XAGA/MXKCFxb1OaPENHOdQgm63jYmzNZ0gsUWRCiOzigAjugY0uw+w"
        },
        {
            "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIEiugS6O3DboCATZg69M4wSqYtNFCWJXFkPnWW07kFBa me@host",
            "56:da:42:79:30:ad:a5:00:a5:f3:1a:2c:bb:b6:a8:35",
            "SHA256:NYpqWFMzG2PEX/nPdbKhWh90X9iTt4I9kHHk9Kluj1s",
            "SHA512:G48a6IyMdusMvpgzp9syI55vzN0veSPZzRCOYtZylXOItYtf4616ZHt5vk3CBo7Eqw3E/zvKzlo7maSSnSwVEQ"
        },
        {
            "ecdsa-sha2-nistp256 AAAAE2VjZHNhLXNoYTItbmlzdHAyNTYAAAAIbmlzdHAyNTYAAABBBG315cAMnIkrw2AbI5HWx4T+wogJJWCofZ3OGakK+YLcz/N9ND7C8Hg4d1BnHZ3jUXGcCGR7sprPLtX0aPlN8JI= me@host",
            "11:9e:dd:c9:48:02:2e:0f:4a:cc:a2:aa:04:09:3e:4d",
            "SHA256:rKcrKhZYGdsuKcVlXH7Rnipsl/QUwSkfFSP036rbIAw",
            "SHA512:dnp+9kaUSp18dxzjA5v4inZNo+G+MQqWOmzuCkatNr3Rv+iiV6aQyY/XqvCaR0XKlumlNHzdsTdpiQ3ynojITQ"
        },
        {
            "ecdsa-sha2-nistp384 AAAAE2VjZHNhLXNoYTItbmlzdHAzODQAAAAIbmlzdHAzODQAAABhBLLiQLcyhrJqnIOaV5RSVoCpjSVYUb0puZGNe0GRTik3aezkQhmnXnESzr30AReL0tRXDsOaheCrYOBleIzLI3zKqRmF8p7kORs8kS5KaAYp9zgFWyJwxtWxP/XAfWJChA== me@host",
            "db:1c:a1:65:1f:ab:6e:10:63:69:17:b6:fb:d1:88:7f",
            "SHA256:IN2RNTRHQIsTC9StF1yofoh+lgFRGtfNlZ3R04z4SLw",
            "SHA512:oNSR8hTzE8J6qDPKK2hHy36QG7dqmLQjhYw/aUrn+XSVCzr1dK7p4/LvHVY3y7Q4O/NstOaqEtCC3Gg+DLR6ew"
        },
        {
            "ecdsa-sha2-nistp521 AAAAE2VjZHNhLXNoYTItbmlzdHA1MjEAAAAIbmlzdHA1MjEAAACFBAGu6XL1SWwwDTn8+I57nRkD5R2GAnazUw5MaSIellBP5obsjY6B567xYIJZfxlXX8NQ9RCC5iEQVyrRaC5t6eI3bQG+AKqaByWWIli7Ipq118iOWnNujH14A7hkE4GvaOfEZzbHvSmJEJRduJ8bqjgnRNt8PE8//hZrpdi2koh9OYbQeg== me@host",
            "32:1f:db:e1:8e:45:c4:6b:77:4d:4f:9f:4a:89:cf:6d",
            "SHA256:WZU87wLYN7CH4VJj8afQO64Z6WxYR/1tAPF29KIgMZs",
            "SHA512:pw9ysluRuT6tKSKI3/BIjzCg/EkCAu7ZhURHgWbJdsR6cFvF68gIxINjrjK/3kSmXRX280HxvkAtk8YgxBep/Q"
        },
        {
            "ssh-dss AAAAB3NzaC1kc3MAAACBAOPNqUd8gs1+zclijV0Tj7jvdVtWFZIc1Gyk4h2vZxJjKEe8CUD+BJtMuguQVhQzc9oZSzEfoDozgUUmySuyv3z3wvbDfU+II9vJBc/Mft/y+brIs9mazWDYc+gfqORtkMnqY6qJUj4U8cU/FG0EsChMHavmhB7V0x02tCEs/trtAAAAFQCXHZkzG2YLcSy0qxyYVbV7vPSp+wAAAIEAppNltssTw7IH7eUM4pztME4YPel3Cfs+AR1h8H8AfeI41Wov9dGm+fVsrPOZsQcmvuKgj7wd2qMsDhFPIXFUEFC9197j8KhVx2REswMa9Um6ntcOXPgwmBphnA4rKfUz++rdfJj0ylpK/vel+ypl7Wxf3knWzQnyqCU5a9jR1fMAAACAR/iEZQ3/5Z2PHrvtKamEu1NoxYmoSHoq43bqccvLpdXbwQSndqP+2BgMf9/PEmTMfoB/PYnAOzTRagdoNcUtjm/Kg9bPFir29b+WJvZCw5/8DBdhE5cXsMYLvTyWk/0MShJ8uRzHgLOpwD3D5jSMAO/1hIufLtRKMQpj69IfDIw= me@host",
            "87:ee:b0:77:91:72:15:af:f1:99:f4:bd:aa:72:ce:1b",
            "SHA256:7/6et4psRkFk6triDXWmkNQbrvfOMn4vXHUOrEtGu0s",
            "SHA512:tS79o13BP2/CBT4Ph2jQeUoYq73DjeDcRgpcmfrPjqmx+GEs2iPIHLn4jIv93mty6/ZVZS3dRBrToGMSfyWW0Q"
        },
    };

    [Theory]
    [MemberData(nameof(Generated))]
    public void Keys_of_ssh_keygen_are_accepted_and_have_its_fingerprints(string key, string md5, string sha256, string sha512)
    {
        SshPublicKey.IsValid(key).ShouldBeTrue();
        SshPublicKey.Fingerprints(key).ShouldBe(new(md5, sha256, sha512));
    }

    [Theory]
    [InlineData(
        "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAINu9JDYlNi4hqfldvmlmEEs1XcDHFxPQUOil1UiQwI89",
        true,
        "74:d0:e6:25:cc:e3:f5:30:10:f6:0d:db:6c:35:7a:b2",
        "SHA256:m15mbRXEf66+kLN8N3KebP0qIY55EKlY3I/KQ0aD6us",
        "SHA512:EeEucAIocH1lTjbcRIjOmd9y0eBWVeICwrhLwiiynPBItdfcOZCbztCSnLPNa6ZIqTNhPDvytHvGx9yxF/XQ+Q")]
    [InlineData(
        "ssh-rsa AAAAB3NzaC1yc2EAAAADAQABAAABgQDRmKSYeNxfyNGIoYqQCXUjLlMFJSCX/Jx+k0ODlg0xpMMlBEEK",
        false,
        "e7:1b:2d:e7:17:b2:6e:a8:e9:f9:7c:bf:4a:41:1b:1c",
        "SHA256:DKDupmgnAyKu/ddEPRyt419brM01tqy021d9VRRzvdQ",
        "SHA512:4hvFjMMozoS3QO6/TV66kVtEB9nDRJFRUVzW0dZmsSQaqWvIkl0Lv8Ky9GKgQzzDCOPDZxT5yptU09vvpFElIg")]
    public void The_vectors_of_the_reference_hold(string key, bool valid, string md5, string sha256, string sha512)
    {
        SshPublicKey.IsValid(key).ShouldBe(valid);
        SshPublicKey.Fingerprints(key).ShouldBe(new(md5, sha256, sha512));
        SshPublicKey.Fingerprints("  " + key + "  a comment ").ShouldBe(new(md5, sha256, sha512));
    }

    [Theory]
    [InlineData(Key)]
    [InlineData("ssh-ed25519 \t \t" + Body)]
    [InlineData(Key + " me@host")]
    [InlineData(Key + "\n")]
    [InlineData(Key + "  \nsecond line")]
    [InlineData(Key + "=")]
    public void Anything_may_follow_the_two_words(string key) => SshPublicKey.IsValid(key).ShouldBeTrue();

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("ssh-ed25519")]
    [InlineData("ssh-ed25519 ")]
    [InlineData(" " + Key)]
    [InlineData("\n" + Key)]
    [InlineData("ssh-ed25519\n" + Body)]
    [InlineData("no-pty " + Key)]
    [InlineData("ssh-rsa " + Body)]
    [InlineData("ssh-ed448 " + Body)]
    [InlineData("ssh-ed25519 !!!!")]
    [InlineData("ssh-ed25519 abc")]
    [InlineData("-----BEGIN OPENSSH PRIVATE KEY-----\nb3BlbnNzaC1rZXktdjEAAAAA\n-----END OPENSSH PRIVATE KEY-----")]
    public void Other_texts_are_refused(string key) => SshPublicKey.IsValid(key).ShouldBeFalse();

    [Fact]
    public void A_blob_with_trailing_bytes_or_wrong_lengths_is_refused()
    {
        Valid("ssh-ed25519", new byte[32]).ShouldBeTrue();
        Valid("ssh-ed25519", new byte[31]).ShouldBeFalse();
        Valid("ssh-ed25519", new byte[32], []).ShouldBeFalse();
        Valid("ssh-rsa", [3], [0x7F, .. new byte[126], 1]).ShouldBeTrue();
        Valid("ssh-rsa", [3], [0, 0x7F, .. new byte[126], 1]).ShouldBeFalse();
        Valid("ssh-rsa", [3], [0x80, .. new byte[126], 1]).ShouldBeFalse();
        Valid("ssh-rsa", [1], [0x7F, .. new byte[126], 1]).ShouldBeFalse();
        Valid("ssh-rsa", [3]).ShouldBeFalse();
        Valid("ecdsa-sha2-nistp256", "nistp256"u8.ToArray(), [4, .. new byte[64]]).ShouldBeTrue();
        Valid("ecdsa-sha2-nistp256", "nistp384"u8.ToArray(), [4, .. new byte[64]]).ShouldBeFalse();
        Valid("ecdsa-sha2-nistp256", "nistp256"u8.ToArray(), [2, .. new byte[64]]).ShouldBeFalse();
        Valid("ecdsa-sha2-nistp521", "nistp521"u8.ToArray(), [4, .. new byte[64]]).ShouldBeFalse();
    }

    [Fact]
    public void Keys_of_security_tokens_are_accepted()
    {
        Valid("sk-ssh-ed25519@openssh.com", new byte[32], "ssh:"u8.ToArray()).ShouldBeTrue();
        Valid("sk-ssh-ed25519@openssh.com", new byte[32]).ShouldBeFalse();
        Valid("sk-ecdsa-sha2-nistp256@openssh.com", "nistp256"u8.ToArray(), [4, .. new byte[64]], "ssh:"u8.ToArray()).ShouldBeTrue();
    }

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("ssh-ed25519")]
    [InlineData("ssh-ed25519 not-base64")]
    [InlineData("ssh-ed25519 !!!!")]
    public void A_text_without_base64_has_no_fingerprints(string key) =>
        SshPublicKey.Fingerprints(key).ShouldBe(SshFingerprints.None);

    private static bool Valid(string type, params byte[][] fields)
    {
        var blob = new List<byte>();
        foreach (var field in fields.Prepend(Encoding.ASCII.GetBytes(type)))
        {
            var length = new byte[4];
            BinaryPrimitives.WriteInt32BigEndian(length, field.Length);
            blob.AddRange([.. length, .. field]);
        }
        return SshPublicKey.IsValid($"{type} {Convert.ToBase64String([.. blob])}");
    }
}
