/** The passwords of ten and more characters that lists of stolen ones are led by, in lower case; shorter ones are refused by length. */
export const commonPasswords: ReadonlySet<string> = new Set(
  `1q2w3e4r5t 1qaz2wsx3edc 1234567890 0987654321 12345678910 123456789a a123456789 password12 password123 password1234
  passw0rd123 qwertyuiop qwerty12345 qwerty123456 qwertyuiop123 asdfghjkl1 asdfghjkl123 zxcvbnm123 1qazxsw23edc
  iloveyou123 iloveyou12 iloveyou1234 letmein123 letmein1234 welcome123 welcome1234 welcome12345 admin12345 admin123456
  administrator administrator1 changeme123 football123 baseball123 basketball superman123 princess123 sunshine123
  abcdefghij abcd123456 abc1234567 abcd1234567 jesuschrist jesuschrist1 jesus12345 godisgood1 godisgood123 godislove1
  godislove123 praisegod1 praisethelord hallelujah hallelujah1 blessed123 myfaithflow faithflow1 faithflow123
  trustno1234 monkey12345 dragon12345 master12345 michael123 liverpool1 liverpool123 manchester chelsea123 arsenal123
  p@ssw0rd123 p@ssword123 secret12345 supersecret mypassword mypassword1 mypassword123 passwordpassword
  qazwsxedcrfv computer123 internet123 samsung123 startrek123 starwars123 whatever123`.split(/\s+/),
)
