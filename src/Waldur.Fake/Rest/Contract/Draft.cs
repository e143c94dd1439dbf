namespace Waldur.Fake;

/// <summary>A row as a request would have it: a new one, or a changed one.</summary>
/// <typeparam name="T">Kind of the row.</typeparam>
/// <param name="Subject">The object as it is stored; a new one as it would be. Permissions are asked on it, and the answer shows
/// it.</param>
/// <param name="Row">The row with everything stored in it that was sent.</param>
/// <param name="Sent">What was sent.</param>
internal readonly record struct Draft<T>(In<T> Subject, T Row, BodyValues<T> Sent)
    where T : Entity;

/// <summary>A check of an object before the body is read, such as its state: the refusal, or null.</summary>
/// <typeparam name="T">Kind of the object.</typeparam>
internal delegate Answer? Check<T>(Call call, In<T> row)
    where T : Entity;

/// <summary>A check of a draft once the body is found valid: the refusal, or null.</summary>
/// <typeparam name="T">Kind of the row.</typeparam>
internal delegate Answer? Rule<T>(Call call, Draft<T> draft)
    where T : Entity;
